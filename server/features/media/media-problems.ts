import { problemCatalogue } from '../../platform/problem.ts'

export const mediaProblem = problemCatalogue({
  media_missing: { status: 400, title: 'No file' },
  media_empty: { status: 400, title: 'Empty file' },
  media_too_large: { status: 413, title: 'File too large' },
  media_type_unsupported: { status: 415, title: 'File type not supported' },
  media_link_invalid: { status: 403, title: 'Link not valid' },
  media_link_expired: { status: 410, title: 'Link expired' },
  media_gone: { status: 404, title: 'File not there' },
  range_not_satisfiable: { status: 416, title: 'Range not satisfiable' },
})
