import { Search } from 'lucide-react'

export function PersonSearch({
  query,
  onChange,
}: {
  query: string
  onChange: (query: string) => void
}) {
  return (
    <div className="relative mx-4 my-1.5">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-faint"
      />
      <input
        type="search"
        aria-label="Find a person"
        placeholder="Name or number"
        value={query}
        onChange={(event) => onChange(event.target.value)}
        className="h-9 w-full rounded-full bg-raised ps-9 pe-3 text-sm placeholder:text-faint"
      />
    </div>
  )
}
