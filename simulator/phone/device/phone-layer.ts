import { createContext, use } from 'react'

/** The element above the phone's screens in which sheets, menus and notices are drawn. */
export const PhoneLayerContext = createContext<HTMLElement | null>(null)

export function usePhoneLayer(): HTMLElement | null {
  return use(PhoneLayerContext)
}
