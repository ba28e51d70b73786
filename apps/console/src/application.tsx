import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ColorSchemeProvider, useColorScheme } from './color-scheme.js';
import { Announcer } from './components/announcer.js';
import { makeQueryClient } from './api/query-client.js';
import { makeRouter } from './router.js';
import { sessionQuery } from './session/session-query.js';
import { theme } from './theme.js';

// Whoever is signed out while the console is open gets to the sign-in page, and from there back to where he was.
const queryClient = makeQueryClient(() => {
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void router.invalidate();
});
const router = makeRouter(queryClient);

/** The console: colours, data, announcements, pages. */
export function Application() {
  return (
    <ColorSchemeProvider>
      <Themed />
    </ColorSchemeProvider>
  );
}

function Themed() {
  const { shown } = useColorScheme();
  // The styles that Mantine would write into the page stand in a style sheet (build/theme-styles.ts).
  return (
    <MantineProvider theme={theme} forceColorScheme={shown} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <Announcer>
          <RouterProvider router={router} />
        </Announcer>
      </QueryClientProvider>
    </MantineProvider>
  );
}
