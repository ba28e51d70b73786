# syntax=docker/dockerfile:1

# Builds the service and the console, with everything that building takes.
FROM node:22-bookworm-slim AS build
WORKDIR /build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY nest-cli.json tsconfig.json openapi.json ./
COPY libs libs
COPY apps apps
RUN npm run build
# What runs needs less: the same lock file, without what is for building and testing.
RUN npm prune --omit=dev --no-audit --no-fund \
 && find dist -name '*.map' -delete \
 && rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src

# What runs: Node, the built files, the production dependencies; no compiler, no sources, no npm scripts.
FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=sqlite:/data/moovingon.db
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY apps/api/start.mjs apps/api/build.mjs apps/api/run-command.mjs apps/api/
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1 and handles SIGTERM: it finishes what has begun within ten seconds. It starts no other processes that an init would have to reap.
STOPSIGNAL SIGTERM
CMD ["node", "apps/api/start.mjs"]
