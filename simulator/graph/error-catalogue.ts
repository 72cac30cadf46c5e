export type MetaError = {
  code: number
  httpStatus: number
  title: string
  details: string
  subcode?: number
}

const error = (
  code: number,
  httpStatus: number,
  title: string,
  details: string,
  subcode?: number,
): [number, MetaError] => [
  code,
  { code, httpStatus, title, details, ...(subcode === undefined ? {} : { subcode }) },
]

/**
 * Codes the simulator can answer with, on its own or as an armed fault. The wording is ours:
 * programs decide by `code`.
 * @source Meta, "WhatsApp Cloud API error codes"; read 2026-11-20.
 */
const catalogue = new Map<number, MetaError>([
  error(0, 401, 'Authentication failed', 'The app user could not be authenticated.'),
  error(1, 400, 'Unknown API error', 'The request is not understood or the server had a fault.'),
  error(2, 503, 'Service temporarily unavailable', 'The service is overloaded or down for now.'),
  error(3, 500, 'Capability missing', 'The app lacks a capability or permission for this call.'),
  error(4, 400, 'Application request limit reached', 'The app has reached its call limit.'),
  error(10, 403, 'Permission denied', 'A permission is not granted or was removed.'),
  error(33, 400, 'Object not found', 'The business phone number was deleted.', 33),
  error(100, 400, 'Invalid parameter', 'A parameter is unknown, misspelled or wrong.'),
  error(190, 401, 'Invalid OAuth access token', 'The access token is invalid or expired.', 467),
  error(200, 403, 'Permission missing', 'The request carries no access token.'),
  error(368, 403, 'Temporarily blocked for policy violations', 'The account broke a policy.'),
  error(80007, 400, 'Rate limit issues', 'The business account has reached its rate limit.'),
  error(130403, 400, 'User blocked', 'This business has blocked the person.'),
  error(130429, 400, 'Rate limit hit', 'The throughput of this number is reached.', 2494055),
  error(130472, 400, 'User is part of an experiment', 'The person is part of an experiment.'),
  error(130497, 403, 'Country restricted', 'The account may not message people in this country.'),
  error(131000, 500, 'Something went wrong', 'The message failed for an unknown reason.'),
  error(131005, 403, 'Access denied', 'A permission is not granted or was removed.'),
  error(131008, 400, 'Required parameter is missing', 'The request lacks a required parameter.'),
  error(131009, 400, 'Parameter value is not valid', 'The value of a parameter is not valid.'),
  error(131016, 500, 'Service unavailable', 'A service is unavailable for now.'),
  error(131021, 400, 'Recipient cannot be sender', 'Sender and recipient are the same number.'),
  error(131026, 400, 'Message undeliverable', 'The message cannot be delivered to this person.'),
  error(131031, 403, 'Account locked', 'The account is locked for a policy violation.'),
  error(131041, 400, 'Group unknown', 'The group does not exist or the business is not in it.'),
  error(131042, 400, 'Payment issue', 'The payment set-up of the account has a problem.'),
  error(131045, 500, 'Incorrect certificate', 'The number is not registered properly.'),
  error(
    131047,
    400,
    'Re-engagement message',
    'More than 24 hours have passed since the person last wrote; only a template may be sent.',
  ),
  error(131048, 400, 'Spam rate limit hit', 'This number may not reach more people for now.'),
  error(
    131049,
    400,
    'Not delivered to keep the ecosystem healthy',
    'The person has had enough marketing messages for now.',
  ),
  error(131050, 400, 'User stopped marketing', 'The person stopped marketing of this business.'),
  error(131051, 400, 'Unsupported message type', 'This message type is not supported.'),
  error(131052, 400, 'Media download error', 'The media could not be downloaded.'),
  error(131053, 400, 'Media upload error', 'The media could not be uploaded.'),
  error(131056, 400, 'Pair rate limit hit', 'Too many messages to the same person in short time.'),
  error(131057, 500, 'Account in maintenance', 'The account is in maintenance for a minute.'),
  error(131062, 400, 'Recipient not supported', 'This message needs a phone number.'),
  error(132000, 400, 'Template parameter count mismatch', 'The number of parameters is wrong.'),
  error(132001, 404, 'Template does not exist', 'There is no such template in this language.'),
  error(132005, 400, 'Template text too long', 'The filled-in text is too long.'),
  error(132007, 400, 'Template content policy violated', 'The content breaks a policy.'),
  error(132012, 400, 'Template parameter format mismatch', 'A parameter has the wrong format.'),
  error(132015, 400, 'Template paused', 'The template is paused for low quality.'),
  error(132016, 400, 'Template disabled', 'The template is disabled for good.'),
  error(132018, 400, 'Template parameters invalid', 'A template parameter is not valid.'),
  error(133010, 400, 'Phone number not registered', 'The number must be registered first.'),
  error(135000, 400, 'Generic user error', 'The parameters of the request have an error.'),
  error(137000, 400, 'Identity key mismatch', 'The identity key of the person has changed.'),
])

/** Codes that are not listed are answered as an unknown failure that keeps its number. */
export const metaError = (code: number): MetaError =>
  catalogue.get(code) ?? {
    code,
    httpStatus: 400,
    title: 'Error',
    details: `The request failed with code ${code}.`,
  }

export const catalogueCodes = (): number[] => [...catalogue.keys()]
