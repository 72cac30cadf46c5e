import type { ButtonHTMLAttributes } from 'react'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'primary' | 'plain' | 'quiet'
}

const looks = {
  primary: 'bg-accent text-accent-ink hover:brightness-108 active:brightness-95 shadow-sm',
  plain: 'bg-raised text-ink ring-1 ring-line ring-inset hover:bg-ink/8',
  quiet: 'text-accent hover:bg-accent-soft',
}

export function Button({ look = 'plain', className = '', ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-9 items-center justify-center gap-1.5 rounded-full px-4 text-sm font-medium transition disabled:opacity-55 ${looks[look]} ${className}`}
      {...rest}
    />
  )
}
