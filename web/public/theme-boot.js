// Runs before the first paint so that a dark screen never flashes white. A file of its own because the
// content security policy allows no inline script. web/app/theme.ts takes over once the app runs.
;(() => {
  let choice = 'system'
  try {
    choice = JSON.parse(localStorage.getItem('keepword.theme') ?? '"system"')
  } catch {
    // Storage is off or holds something else: follow the system.
  }
  const isDark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
})()
