// The whole document is as light or dark as the theme that its visitor has: also what lies outside of the page, as dialogs
// and menus, and where somebody chose another theme than their system's.
export default function ({ data: { scheme } }) {
  document.documentElement.dataset.scheme = scheme
}
