/** Where to sign in, and where to come back to afterwards. */
export const signInAddress = (): string => `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`
