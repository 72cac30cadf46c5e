/** Keepword's mark: a speech bubble that carries two ticks. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 32 32">
      <path
        d="M16 2.5c7.9 0 13.5 5.2 13.5 12.3S23.9 27.2 16 27.2c-1.6 0-3.2-.2-4.6-.6l-5.6 2.7c-.7.3-1.4-.3-1.2-1l1-4.9c-2-2.3-3.100-5.300-3.100-8.600C2.500 7.700 8.100 2.500 16 2.500Z"
        className="fill-accent"
      />
      <path
        d="m8.600 15.200 3.900 4 7.600-8.300m-3.300 7.100 1.200 1.200 7.400-8.300"
        fill="none"
        strokeWidth="2.500"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-accent-ink"
      />
    </svg>
  )
}
