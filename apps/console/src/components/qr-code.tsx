import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { useMemo } from 'react';
import styles from './qr-code.module.css';

// As ISO/IEC 18004 asks for: four modules of light on each side.
const QUIET_ZONE = 4;

/** A text for the camera of a telephone. Dark on light in dark mode too: many cameras read no other. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const code = generate(text, { minCorrectionLevel: correction.M });
    return { path: toSvgPath(code), size: code.size };
  }, [text]);
  const width = size + 2 * QUIET_ZONE;
  return (
    <svg role="img" aria-label={label} className={styles.code} viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${width} ${width}`} shapeRendering="crispEdges">
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={width} height={width} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
