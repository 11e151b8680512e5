import type { ReactNode } from 'react';
import type { PictureKind } from './kinds';
import type { Palette } from './palettes';

type Drawing = (colours: Palette) => ReactNode;

const GLASS = { fill: '#ffffff', fillOpacity: 0.45, stroke: '#8ea3ad', strokeWidth: 2 };

/** Fine wavy texture lines across a cloth. */
function stripes(from: number, to: number, step: number, left: number, right: number, colour: string, width = 2) {
  const lines = [];
  for (let y = from; y <= to; y += step) lines.push(`M${left} ${y}H${right}`);
  return <path d={lines.join('')} stroke={colour} strokeWidth={width} strokeLinecap="round" fill="none" />;
}

/** Drawn on a 200 x 200 field whose floor is at y = 160; the object stands in the middle. */
export const DRAWINGS: Record<PictureKind, Drawing> = {
  kettle: c => (
    <>
      <path d="M132 118c22-2 20-44 38-52" fill="none" stroke={c.shade} strokeWidth="7" strokeLinecap="round" />
      <path
        d="M66 84c-26-4-34 12-30 34s14 26 26 22"
        fill="none"
        stroke={c.second}
        strokeWidth="8"
        strokeLinecap="round"
      />
      <path d="M70 80h56l14 70c1 6-3 10-9 10H65c-6 0-10-4-9-10z" fill={c.body} />
      <path d="M70 80h18l-8 80H65c-6 0-10-4-9-10z" fill={c.light} opacity=".6" />
      <path d="M74 80c4-12 44-12 48 0z" fill={c.shade} />
      <circle cx="98" cy="66" r="6" fill={c.second} />
    </>
  ),
  press: c => (
    <>
      <path d="M134 84h18c10 0 10 48 0 48h-18" fill="none" stroke={c.shade} strokeWidth="8" />
      <rect x="66" y="70" width="68" height="88" rx="6" {...GLASS} />
      <path d="M69 104h62v46c0 4-3 6-6 6H75c-4 0-6-2-6-6z" fill="#5a3b26" />
      <path d="M69 100h62v8H69z" fill={c.light} />
      <path d="M62 66h76v10H62zM62 150h76v10H62z" fill={c.body} />
      <path d="M100 66V40" stroke={c.shade} strokeWidth="4" />
      <circle cx="100" cy="38" r="7" fill={c.second} />
      <path d="M74 80v60" stroke="#fff" strokeWidth="4" strokeLinecap="round" opacity=".7" />
    </>
  ),
  pan: c => (
    <>
      <ellipse cx="86" cy="120" rx="58" ry="40" fill={c.shade} />
      <ellipse cx="86" cy="114" rx="58" ry="40" fill={c.body} />
      <ellipse cx="86" cy="113" rx="49" ry="32" fill={c.shade} />
      <path d="M134 94l42-30c7-4 14 4 8 10l-40 32z" fill={c.body} />
      <circle cx="176" cy="72" r="3" fill={c.back} />
      <path
        d="M50 108c6-16 28-22 46-20"
        stroke={c.light}
        strokeWidth="3"
        fill="none"
        strokeLinecap="round"
        opacity=".7"
      />
    </>
  ),
  knife: c => (
    <g transform="rotate(-38 100 100)">
      <path d="M14 100c24 20 62 24 100 22v-30H22c-6 0-10 4-8 8z" fill="#dfe5e9" />
      <path d="M14 100c24 20 62 24 100 22v-9c-40 1-76-2-100-13z" fill="#b9c4cb" />
      <rect x="114" y="90" width="9" height="32" rx="2" fill={c.shade} />
      <path d="M123 92h58c8 0 10 6 8 14l-2 6c-2 6-8 6-14 4-16-4-32-4-50 2z" fill={c.second} />
      <circle cx="138" cy="103" r="3" fill={c.light} />
      <circle cx="158" cy="102" r="3" fill={c.light} />
    </g>
  ),
  board: c => (
    <>
      <rect x="52" y="52" width="96" height="108" rx="12" fill={c.shade} transform="translate(3 3)" />
      <rect x="52" y="52" width="96" height="108" rx="12" fill={c.body} />
      <path d="M88 52c-2-16 0-26 12-26s14 10 12 26z" fill={c.body} />
      <circle cx="100" cy="38" r="5" fill={c.back} />
      <path
        d="M64 64c2 30-2 60 1 86M82 60c-3 34 3 60-1 94M104 60c2 30-4 66 1 94M124 60c-3 30 4 62-1 94M138 66c1 30-2 56 0 80"
        fill="none"
        stroke={c.light}
        strokeWidth="2"
        opacity=".75"
      />
      <rect x="60" y="60" width="80" height="92" rx="8" fill="none" stroke={c.shade} strokeWidth="2" opacity=".5" />
    </>
  ),
  grinder: c => (
    <>
      <path d="M100 56h46" stroke={c.shade} strokeWidth="6" strokeLinecap="round" />
      <circle cx="148" cy="50" r="10" fill={c.second} />
      <rect x="76" y="62" width="48" height="52" rx="8" fill={c.body} />
      <rect x="76" y="62" width="16" height="52" rx="8" fill={c.light} opacity=".6" />
      <rect x="72" y="108" width="56" height="52" rx="8" fill={c.second} />
      <path d="M80 116v36M92 116v36M104 116v36M116 116v36" stroke="#000" opacity=".12" strokeWidth="3" />
      <rect x="94" y="48" width="12" height="16" rx="3" fill={c.shade} />
    </>
  ),
  pot: c => (
    <>
      <path d="M30 98h22v14H38c-8 0-12-8-8-14zM170 98h-22v14h14c8 0 12-8 8-14z" fill={c.shade} />
      <path d="M46 88h108v56c0 10-7 16-16 16H62c-9 0-16-6-16-16z" fill={c.body} />
      <path d="M46 88h22v72h-6c-9 0-16-6-16-16z" fill={c.light} opacity=".5" />
      <path d="M42 86c6-26 110-26 116 0z" fill={c.shade} />
      <rect x="40" y="82" width="120" height="9" rx="4" fill={c.light} />
      <rect x="90" y="52" width="20" height="10" rx="5" fill={c.second} />
    </>
  ),
  mortar: c => (
    <>
      <path d="M104 104l40-62c5-7 16 0 12 8l-34 66z" fill={c.light} />
      <path d="M44 92h112c0 34-14 52-34 58l6 10H72l6-10c-20-6-34-24-34-58z" fill={c.body} />
      <path d="M44 92h30c0 30 4 48 12 58l-4 10H72l6-10c-20-6-34-24-34-58z" fill={c.light} opacity=".5" />
      <ellipse cx="100" cy="92" rx="56" ry="11" fill={c.shade} />
      <path
        d="M62 118h3M84 132h3M112 120h3M130 108h3M98 110h3M74 104h3M122 136h3"
        stroke={c.shade}
        strokeWidth="3"
        strokeLinecap="round"
      />
    </>
  ),
  mug: c => (
    <>
      <path d="M134 84h12c24 0 24 46 0 46h-12" fill="none" stroke={c.shade} strokeWidth="11" />
      <path d="M56 66h80v80c0 8-6 14-14 14H70c-8 0-14-6-14-14z" fill={c.body} />
      <path d="M56 120h80v26c0 8-6 14-14 14H70c-8 0-14-6-14-14z" fill={c.second} />
      <path d="M56 120c16 8 24-6 40 2s24-6 40-2v-8H56z" fill={c.body} />
      <ellipse cx="96" cy="66" rx="40" ry="9" fill={c.shade} />
      <ellipse cx="96" cy="67" rx="34" ry="6" fill="#4a2f20" />
      <path d="M66 82v58" stroke={c.light} strokeWidth="6" strokeLinecap="round" opacity=".6" />
    </>
  ),
  teapot: c => (
    <>
      <path d="M48 130C28 124 26 96 16 86" fill="none" stroke={c.shade} strokeWidth="12" strokeLinecap="round" />
      <path d="M144 96c34-14 40 40 0 42" fill="none" stroke={c.shade} strokeWidth="9" />
      <path d="M44 118c0-28 24-44 52-44s52 16 52 44-18 42-52 42-52-14-52-42z" fill={c.body} />
      <path d="M54 116c0-20 12-32 28-36" fill="none" stroke={c.light} strokeWidth="6" strokeLinecap="round" />
      <path d="M70 78c4-14 48-14 52 0-8 6-44 6-52 0z" fill={c.light} />
      <circle cx="96" cy="62" r="7" fill={c.second} />
    </>
  ),
  bowl: c => (
    <>
      <circle cx="74" cy="84" r="18" fill="#7f9a58" />
      <circle cx="108" cy="78" r="22" fill="#9db66e" />
      <circle cx="132" cy="88" r="14" fill="#cc6a4e" />
      <path d="M34 92h132c0 44-26 68-66 68s-66-24-66-68z" fill={c.second} />
      <path d="M34 92h34c2 34 12 58 26 68-36-2-60-26-60-68z" fill="#fff" opacity=".16" />
      <path
        d="M44 112c34 10 78 10 112 0M58 136c26 8 58 8 84 0"
        stroke="#000"
        opacity=".12"
        strokeWidth="3"
        fill="none"
      />
    </>
  ),
  plates: c => (
    <>
      {[148, 138, 128].map(y => (
        <g key={y}>
          <ellipse cx="100" cy={y + 4} rx="70" ry="14" fill={c.shade} />
          <ellipse cx="100" cy={y} rx="70" ry="14" fill={c.body} />
        </g>
      ))}
      <circle cx="100" cy="76" r="54" fill={c.shade} transform="translate(2 3)" />
      <circle cx="100" cy="76" r="54" fill={c.body} />
      <circle cx="100" cy="76" r="38" fill={c.light} />
      <circle cx="100" cy="76" r="49" fill="none" stroke={c.second} strokeWidth="2.5" />
    </>
  ),
  carafe: c => (
    <>
      <path d="M84 52h32l-4 30c24 10 30 30 30 52 0 18-10 26-22 26H80c-12 0-22-8-22-26 0-22 6-42 30-52z" {...GLASS} />
      <path d="M61 122h78c4 26-4 35-19 35H80c-15 0-23-9-19-35z" fill={c.light} opacity=".75" />
      <ellipse cx="100" cy="122" rx="39" ry="6" fill={c.body} opacity=".5" />
      <circle cx="100" cy="44" r="14" fill={c.second} />
      <path d="M72 108c2-8 8-14 14-17" stroke="#fff" strokeWidth="4" fill="none" strokeLinecap="round" />
    </>
  ),
  glasses: c => (
    <>
      {[34, 98].map((x, i) => (
        <g key={x} transform={`translate(${x} ${i * -6})`}>
          <path d="M4 74h66l-7 84c0 5-3 8-8 8H19c-5 0-8-3-8-8z" {...GLASS} />
          <path d="M8 108h58l-4 48c0 3-2 6-6 6H18c-4 0-6-3-6-6z" fill={i === 0 ? c.light : c.second} opacity=".6" />
          <path d="M20 84l4 70M34 84l1 70M48 84l-2 70M60 84l-5 70" stroke="#fff" strokeWidth="2" opacity=".75" />
        </g>
      ))}
    </>
  ),
  cup: c => (
    <>
      <ellipse cx="96" cy="152" rx="66" ry="11" fill={c.shade} />
      <ellipse cx="96" cy="148" rx="66" ry="11" fill={c.light} />
      <path d="M130 100h8c18 0 18 28-2 28h-10" fill="none" stroke={c.shade} strokeWidth="8" />
      <path d="M58 88h76c0 36-12 58-30 58H88c-18 0-30-22-30-58z" fill={c.body} />
      <ellipse cx="96" cy="88" rx="38" ry="9" fill={c.shade} />
      <ellipse cx="96" cy="89" rx="32" ry="6" fill="#4a2f20" />
      <path
        d="M88 66c-6-8 6-12 0-20M104 66c-6-8 6-12 0-20"
        stroke={c.second}
        strokeWidth="3"
        fill="none"
        strokeLinecap="round"
        opacity=".55"
      />
    </>
  ),
  cakestand: c => (
    <>
      <path d="M66 74h68v26H66z" fill="#f3e3cf" />
      <path d="M66 74c0-14 68-14 68 0v8c-10 8-14-2-22 4s-14-4-22 2-16-4-24 0z" fill="#c9826b" />
      <circle cx="100" cy="58" r="7" fill="#b5394a" />
      <path d="M92 108h16l6 38c16 2 22 6 22 14H64c0-8 6-12 22-14z" fill={c.shade} />
      <ellipse cx="100" cy="106" rx="66" ry="10" fill={c.shade} />
      <ellipse cx="100" cy="102" rx="66" ry="10" fill={c.light} />
      <path d="M66 84h68v16c-16 4-52 4-68 0z" fill="#f3e3cf" />
    </>
  ),
  lamp: c => (
    <>
      <ellipse cx="100" cy="112" rx="74" ry="42" fill="#fff6dc" opacity=".6" />
      <path d="M96 104h8v44h-8z" fill={c.second} />
      <path d="M68 160c0-10 14-14 32-14s32 4 32 14z" fill={c.second} />
      <path d="M72 44h56l20 62H52z" fill={c.light} />
      <path d="M72 44h18l-8 62H52z" fill="#fff" opacity=".35" />
      <path d="M52 106h96" stroke={c.body} strokeWidth="4" />
    </>
  ),
  clock: c => (
    <>
      <circle cx="103" cy="99" r="62" fill={c.shade} opacity=".35" />
      <circle cx="100" cy="95" r="62" fill={c.second} />
      <circle cx="100" cy="95" r="54" fill="#fbf9f4" />
      {Array.from({ length: 12 }, (_, hour) => (
        <path
          key={hour}
          d="M100 46v9"
          stroke={c.shade}
          strokeWidth={hour % 3 === 0 ? 5 : 2.5}
          transform={`rotate(${hour * 30} 100 95)`}
        />
      ))}
      <path d="M100 95L76 79M100 95l22-30" stroke={c.shade} strokeWidth="5" strokeLinecap="round" />
      <path d="M100 107V56" stroke="#b5392a" strokeWidth="2" strokeLinecap="round" />
      <circle cx="100" cy="95" r="5" fill={c.shade} />
    </>
  ),
  vase: c => (
    <>
      <path
        d="M100 74C96 50 108 40 104 18M102 52c10-4 18-12 20-22M101 62c-10-4-16-12-18-24"
        stroke="#6c7a4a"
        strokeWidth="3"
        fill="none"
        strokeLinecap="round"
      />
      {[
        [104, 18],
        [122, 30],
        [83, 38],
        [112, 44],
        [93, 50],
      ].map(([x, y]) => (
        <ellipse key={x} cx={x} cy={y} rx="8" ry="5" fill="#8fa063" transform={`rotate(-30 ${x} ${y})`} />
      ))}
      <path d="M92 72h16v22c22 8 32 22 32 38 0 18-12 28-26 28H86c-14 0-26-10-26-28 0-16 10-30 32-38z" fill={c.body} />
      <path d="M72 132c0-14 8-24 20-30" stroke={c.light} strokeWidth="6" fill="none" strokeLinecap="round" />
      <path d="M61 140c24 8 54 8 78 0-2 14-12 20-25 20H86c-13 0-23-6-25-20z" fill={c.shade} />
    </>
  ),
  planter: c => (
    <>
      {[-52, -28, -6, 18, 42].map(angle => (
        <path
          key={angle}
          d="M100 100c-14-24-10-52 0-70 10 18 14 46 0 70z"
          fill={angle % 4 === 0 ? '#5f7d52' : '#7b9a68'}
          transform={`rotate(${angle} 100 100)`}
        />
      ))}
      <path d="M56 92h88l-10 58c-1 6-5 8-10 8H76c-5 0-9-2-10-8z" fill={c.second} />
      <path d="M56 92h26l2 66h-8c-5 0-9-2-10-8z" fill="#fff" opacity=".18" />
      <rect x="50" y="86" width="100" height="16" rx="5" fill={c.second} />
      <path d="M50 98h100" stroke="#000" opacity=".12" strokeWidth="4" />
      <ellipse cx="100" cy="160" rx="46" ry="6" fill={c.shade} />
    </>
  ),
  candle: c => (
    <>
      <ellipse cx="100" cy="70" rx="52" ry="42" fill="#fff3cf" opacity=".7" />
      <path d="M100 76c-12-10-8-20 0-34 8 14 12 24 0 34z" fill="#f0b24a" />
      <path d="M100 74c-6-6-4-10 0-18 4 8 6 12 0 18z" fill="#fff4d6" />
      <path d="M100 74v14" stroke="#41352a" strokeWidth="3" />
      <rect x="66" y="86" width="68" height="74" rx="7" fill={c.second} />
      <rect x="66" y="86" width="20" height="74" rx="7" fill="#fff" opacity=".22" />
      <path d="M66 93c14 8 54 8 68 0v-4c0-2-3-3-6-3H72c-3 0-6 1-6 3z" fill="#fff" opacity=".35" />
      <rect x="78" y="112" width="44" height="28" rx="3" fill="#fdfaf3" />
      <path d="M86 122h28M90 130h20" stroke={c.shade} strokeWidth="2" />
    </>
  ),
  basket: c => (
    <>
      <path d="M62 84c0-34 20-34 20-4M118 80c0-30 20-30 20 4" fill="none" stroke={c.second} strokeWidth="7" />
      <path d="M62 74c16-18 60-18 76 0l4 14H58z" fill="#d9c8bd" />
      <path d="M44 84h112l-10 66c-1 7-6 10-12 10H66c-6 0-11-3-12-10z" fill={c.body} />
      {[94, 108, 122, 136, 150].map((y, row) => (
        <path
          key={y}
          d={`M${50 + row} ${y}${' q6 -8 12 0 t12 0'.repeat(4)}`}
          stroke={row % 2 ? c.shade : c.light}
          strokeWidth="4"
          fill="none"
          strokeLinecap="round"
        />
      ))}
      <path d="M44 84h112" stroke={c.shade} strokeWidth="6" strokeLinecap="round" />
    </>
  ),
  mirror: c => (
    <>
      <circle cx="103" cy="98" r="66" fill={c.shade} opacity=".3" />
      <circle cx="100" cy="94" r="66" fill={c.body} />
      <circle cx="100" cy="94" r="58" fill="#dfe9ee" />
      <path
        d="M58 134C84 96 110 66 142 54c12 12 18 28 16 44-30 6-56 24-74 52-10-3-19-8-26-16z"
        fill="#fff"
        opacity=".5"
      />
      <path d="M62 116c10-26 28-44 50-56" stroke="#fff" strokeWidth="3" fill="none" strokeLinecap="round" />
    </>
  ),
  floorlamp: c => (
    <>
      <ellipse cx="66" cy="94" rx="44" ry="34" fill="#fff6dc" opacity=".7" />
      <path d="M140 158V56c0-34-74-34-74 0" fill="none" stroke={c.shade} strokeWidth="5" />
      <path d="M42 84c0-38 48-38 48 0z" fill={c.second} />
      <path d="M42 84c0-38 24-38 24-28 0 6-10 10-10 28z" fill="#fff" opacity=".35" />
      <ellipse cx="140" cy="158" rx="28" ry="5" fill={c.shade} />
    </>
  ),
  throw: c => (
    <>
      <path d="M40 120h120v32c0 5-4 8-8 8H48c-4 0-8-3-8-8z" fill={c.shade} />
      <path d="M36 96h128v30c0 5-4 8-8 8H44c-4 0-8-3-8-8z" fill={c.body} />
      <path d="M40 72h120c5 0 8 4 8 8v18c0 5-3 8-8 8H40c-5 0-8-3-8-8V80c0-4 3-8 8-8z" fill={c.light} />
      {stripes(82, 98, 8, 44, 156, c.body, 3)}
      {stripes(114, 124, 6, 48, 152, c.light, 2)}
      <path
        d="M44 160v8M56 160v8M68 160v8M80 160v8M92 160v8M104 160v8M116 160v8M128 160v8M140 160v8M152 160v8"
        stroke={c.shade}
        strokeWidth="3"
        strokeLinecap="round"
      />
    </>
  ),
  cushion: c => (
    <>
      <path
        d="M46 54c36 8 72 8 108 0 8 0 10 6 8 12-8 30-8 56 0 82 2 8-2 12-8 12-36-8-72-8-108 0-6 0-10-4-8-12 8-26 8-52 0-82-2-6 0-12 8-12z"
        fill={c.body}
      />
      <path
        d="M46 54c36 8 72 8 108 0-30 26-90 30-112 96-2 4-2 6 0 9-5-1-8-5-4-11 8-26 8-52 0-82-2-6 0-12 8-12z"
        fill={c.light}
        opacity=".55"
      />
      <path
        d="M62 76c24 6 52 6 76 0M60 106c26 4 54 4 80 0M62 138c24-5 52-5 76 0"
        stroke={c.second}
        strokeWidth="4"
        fill="none"
        strokeLinecap="round"
      />
    </>
  ),
  towels: c => (
    <>
      <rect x="40" y="132" width="120" height="28" rx="13" fill={c.second} />
      <rect x="46" y="104" width="110" height="28" rx="13" fill={c.body} />
      <rect x="42" y="76" width="116" height="28" rx="13" fill={c.shade} />
      <path d="M56 118h88M56 146h88M54 90h92" stroke="#fff" opacity=".35" strokeWidth="3" strokeLinecap="round" />
      <path d="M128 76v28M128 104v28M128 132v28" stroke="#000" opacity=".12" strokeWidth="8" />
    </>
  ),
  bedding: c => (
    <>
      <path d="M46 66c36-10 72-10 108 0 6 12 6 28 0 40H46c-6-12-6-28 0-40z" fill="#fdfcf9" />
      <path d="M58 72c26-8 58-8 84 0" stroke={c.light} strokeWidth="3" fill="none" />
      <path d="M30 100c44-12 96-12 140 0l6 52c1 5-3 8-8 8H32c-5 0-9-3-8-8z" fill={c.body} />
      <path d="M30 100c44-12 96-12 140 0l2 18c-44-12-100-12-144 0z" fill={c.light} />
      <path
        d="M62 122c-4 12-4 24-8 36M100 118v40M138 122c4 12 4 24 8 36"
        stroke={c.shade}
        strokeWidth="2.5"
        fill="none"
        opacity=".7"
      />
    </>
  ),
  rug: c => (
    <>
      <path d="M44 74h104l26 82H26z" fill={c.light} />
      <path d="M54 84h84l20 62H40z" fill={c.body} />
      <path d="M48 120l18-18 18 18 16-18 16 18 18-18 18 18" fill="none" stroke={c.second} strokeWidth="5" />
      <path d="M44 138h112M52 94h88" stroke={c.shade} strokeWidth="4" />
      <path
        d="M28 158l-3 8M46 158l-2 8M64 158l-1 8M82 158v8M100 158v8M118 158v8M136 158l1 8M154 158l2 8M172 158l3 8"
        stroke={c.shade}
        strokeWidth="2.5"
      />
    </>
  ),
  apron: c => (
    <>
      <path d="M78 44c0-26 44-26 44 0" fill="none" stroke={c.second} strokeWidth="6" />
      <path d="M76 42h48c2 22 12 34 28 40l-4 70c0 5-3 8-8 8H60c-5 0-8-3-8-8l-4-70c16-6 26-18 28-40z" fill={c.body} />
      <path d="M76 42h16c2 40-12 80-16 118H60c-5 0-8-3-8-8l-4-70c16-6 26-18 28-40z" fill={c.light} opacity=".45" />
      <path d="M74 106h52v26c0 5-3 8-8 8H82c-5 0-8-3-8-8z" fill={c.shade} />
      <path d="M48 86L30 74M152 86l18-12" stroke={c.second} strokeWidth="6" strokeLinecap="round" />
    </>
  ),
  teatowel: c => (
    <>
      <path d="M30 40h140" stroke={c.second} strokeWidth="7" strokeLinecap="round" />
      {[
        [44, c.body],
        [84, c.light],
        [124, c.second],
      ].map(([x, colour], i) => (
        <g key={x}>
          <path d={`M${x} 40h34v${108 - i * 12}c-8 4-12-4-18 0s-10 4-16 0z`} fill={String(colour)} />
          <path
            d={`M${Number(x) + 4} ${118 - i * 12}h26M${Number(x) + 4} ${126 - i * 12}h26`}
            stroke="#fff"
            strokeWidth="3"
            opacity=".7"
          />
        </g>
      ))}
    </>
  ),
  slippers: c => (
    <>
      {[0, 46].map(x => (
        <g key={x} transform={`translate(${x} ${x / 4})`}>
          <path d="M52 52c20 0 30 20 28 48-2 26-10 46-28 46s-26-20-28-46c-2-28 8-48 28-48z" fill={c.shade} />
          <path
            d="M52 58c15 0 22 16 21 40-1 24-8 42-21 42s-20-18-21-42c-1-24 6-40 21-40z"
            fill={c.second}
            opacity=".75"
          />
          <path d="M25 92c18 10 36 10 54 0-1-26-10-42-27-42s-26 16-27 42z" fill={c.body} />
          <path d="M34 82c2-14 8-22 16-24" stroke={c.light} strokeWidth="5" fill="none" strokeLinecap="round" />
        </g>
      ))}
    </>
  ),
  backpack: c => (
    <>
      <path d="M84 46c0-22 32-22 32 0" fill="none" stroke={c.second} strokeWidth="7" />
      <path
        d="M52 84c-14 6-16 50-8 62M148 84c14 6 16 50 8 62"
        fill="none"
        stroke={c.shade}
        strokeWidth="9"
        strokeLinecap="round"
      />
      <path d="M58 72c0-20 18-30 42-30s42 10 42 30v76c0 8-5 12-12 12H70c-7 0-12-4-12-12z" fill={c.body} />
      <path d="M58 72c0-20 18-30 34-30-10 30-14 80-12 118H70c-7 0-12-4-12-12z" fill={c.light} opacity=".45" />
      <path d="M58 80h84v14c-26 14-58 14-84 0z" fill={c.shade} />
      <rect x="70" y="112" width="60" height="40" rx="7" fill={c.shade} />
      <path d="M78 122h44" stroke={c.second} strokeWidth="4" strokeLinecap="round" />
      <rect x="92" y="88" width="16" height="20" rx="3" fill={c.second} />
    </>
  ),
  tent: c => (
    <>
      <path d="M16 160L96 46l88 114z" fill={c.body} />
      <path d="M96 46L16 160h52z" fill={c.light} />
      <path d="M96 46L68 160h60z" fill={c.shade} />
      <path d="M96 58l-12 102h-16z" fill={c.second} />
      <path d="M96 46l6-12M16 160l-8 4M184 160l8 4" stroke={c.shade} strokeWidth="4" strokeLinecap="round" />
      <path d="M128 110l34 50" stroke={c.light} strokeWidth="2" opacity=".6" />
    </>
  ),
  sleepingbag: c => (
    <>
      <path d="M66 32c26-8 52-2 58 18l18 92c2 12-8 20-24 20H86c-18 0-26-8-26-22z" fill={c.body} />
      {[66, 86, 106, 126, 146].map(y => (
        <path
          key={y}
          d={`M64 ${y}c22 9 46 9 ${62 + (y - 66) / 6} -2`}
          stroke={c.shade}
          strokeWidth="3"
          fill="none"
          opacity=".7"
        />
      ))}
      <ellipse cx="95" cy="46" rx="24" ry="15" fill={c.shade} />
      <ellipse cx="95" cy="48" rx="18" ry="10" fill={c.second} />
      <path d="M104 62l14 92" stroke={c.light} strokeWidth="3" />
    </>
  ),
  stove: c => (
    <>
      <path d="M74 84h52M80 92l-18 40M120 92l18 40M100 92v34" stroke="#6b7176" strokeWidth="6" strokeLinecap="round" />
      <path d="M84 82c-8-12 0-18 2-28 8 8 10 4 14-8 6 10 6 16 12 10 4 12 8 16 2 26z" fill="#e39a4b" />
      <path d="M92 82c-4-8 4-12 8-22 4 10 10 14 6 22z" fill="#f7dd9c" />
      <rect x="78" y="84" width="44" height="10" rx="4" fill={c.second} />
      <rect x="90" y="94" width="20" height="22" rx="3" fill={c.second} />
      <path d="M62 130c0-16 76-16 76 0v20c0 7-6 10-12 10H74c-6 0-12-3-12-10z" fill={c.body} />
      <path d="M62 134c24 8 52 8 76 0" stroke={c.light} strokeWidth="4" fill="none" />
    </>
  ),
  thermos: c => (
    <>
      <rect x="70" y="62" width="60" height="98" rx="12" fill={c.body} />
      <rect x="70" y="62" width="18" height="98" rx="9" fill={c.light} opacity=".6" />
      <rect x="74" y="52" width="52" height="14" rx="4" fill="#c9ced2" />
      <path d="M76 52V36c0-5 4-8 8-8h32c4 0 8 3 8 8v16z" fill={c.shade} />
      <path d="M70 128h60" stroke={c.second} strokeWidth="6" />
      <circle cx="100" cy="98" r="9" fill={c.second} />
    </>
  ),
  campmug: c => (
    <>
      <path d="M134 86h10c22 0 22 44-2 44h-8" fill="none" stroke={c.second} strokeWidth="8" />
      <path d="M58 74h78l-4 78c0 5-4 8-9 8H71c-5 0-9-3-9-8z" fill={c.body} />
      <path d="M64 84l3 66" stroke={c.light} strokeWidth="8" strokeLinecap="round" />
      <ellipse cx="97" cy="74" rx="39" ry="9" fill={c.second} />
      <ellipse cx="97" cy="75" rx="34" ry="6" fill={c.shade} />
      <path d="M84 116l10-16 8 12 6-8 10 14z" fill={c.second} />
      <path
        d="M92 120h2M112 142h2M78 136h2M116 96h2"
        stroke={c.second}
        strokeWidth="3"
        strokeLinecap="round"
        opacity=".7"
      />
    </>
  ),
  lantern: c => (
    <>
      <ellipse cx="100" cy="112" rx="70" ry="58" fill="#fff1c4" opacity=".55" />
      <path d="M72 62c0-44 56-44 56 0" fill="none" stroke={c.shade} strokeWidth="5" />
      <path d="M70 62h60l6 16H64z" fill={c.body} />
      <rect x="70" y="78" width="60" height="58" rx="4" fill="#ffe7a6" />
      <path d="M84 78v58M116 78v58" stroke={c.shade} strokeWidth="4" />
      <ellipse cx="100" cy="108" rx="9" ry="16" fill="#fff9e6" />
      <path d="M62 136h76v14c0 6-4 10-10 10H72c-6 0-10-4-10-10z" fill={c.body} />
      <circle cx="100" cy="148" r="4" fill={c.second} />
    </>
  ),
  hammock: c => (
    <>
      <path d="M22 30v130M178 30v130" stroke="#8a6a4a" strokeWidth="11" strokeLinecap="round" />
      <path d="M24 62c16 10 26 22 34 34M176 62c-16 10-26 22-34 34" stroke={c.second} strokeWidth="3" fill="none" />
      <path d="M24 62c30 92 122 92 152 0-8 82-32 92-76 92S32 144 24 62z" fill={c.shade} />
      <path d="M36 84c28 62 100 62 128 0-2 40-24 58-64 58s-62-18-64-58z" fill={c.body} />
      <path
        d="M54 104c10 18 24 27 40 29M124 126c10-4 18-12 24-22"
        stroke={c.light}
        strokeWidth="4"
        fill="none"
        strokeLinecap="round"
      />
    </>
  ),
};
