/** What the forms ask of names and passwords; the server asks the same. */
import { PASSWORD_CHARS, signIn as words } from "../words/en/sign-in.ts"

export const checkName = (name: string): string | undefined => (name.trim() === "" ? words.needName : undefined)

export function checkLogin(login: string): string | undefined {
  if (login.trim() === "") return words.needLogin
  return /\s/.test(login.trim()) ? words.noSpaces : undefined
}

export function checkNewPassword(password: string): string | undefined {
  if (password === "") return words.needPassword
  if (password.length < PASSWORD_CHARS.min) return words.shortPassword(PASSWORD_CHARS.min - password.length)
  return password.length > PASSWORD_CHARS.max ? words.longPassword : undefined
}
