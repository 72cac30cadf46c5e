import { errorCodeRows } from './meta-error-code.ts'

const reconnect = 'Reconnect the number in Settings; waiting messages then go out.'
const askMeta = 'Open Meta Business Suite to see what Meta asks for.'
const triesAgain = 'We try again by ourselves.'

/** Codes about access, accounts and the platform itself. */
export const accountCodes = errorCodeRows(
  'Meta, "Cloud API error codes" and "Graph API error handling"; read 2026-11-20, Graph v26.0',
  // prettier-ignore
  [
    [0, 'auth_exception', 'account', 'Could not authenticate the app user.', `WhatsApp does not know the access token of this number. ${reconnect}`],
    [1, 'api_unknown', 'transient', 'Bad request or server fault.', `WhatsApp had an unexplained fault. ${triesAgain}`],
    [2, 'api_service', 'transient', 'Temporarily down or overloaded.', `WhatsApp is overloaded for the moment. ${triesAgain}`],
    [3, 'capability_missing', 'account', 'The app lacks the capability or permission.', `The Meta app may not do this. ${askMeta}`],
    [4, 'app_call_limit', 'rate', 'The app reached its call limit.', 'We called Meta too often this hour and slowed down. Nothing was lost.'],
    [10, 'permission_denied', 'account', 'Permission not granted, removed, or not eligible.', `This workspace lost a permission at Meta. ${reconnect}`],
    [33, 'number_deleted', 'account', 'The phone number was deleted or cannot be found.', 'Meta no longer knows this business number. Connect it again, or choose another.'],
    [100, 'invalid_parameter', 'request', 'A parameter is invalid or misspelled, or an id is wrong.', 'WhatsApp could not read this message. If it happens again, report it with the message id.'],
    [190, 'token_expired', 'account', 'The access token expired or is not valid.', `The access token of this number is no longer valid. ${reconnect}`],
    [200, 'permission_missing', 'account', 'A permission is missing, or there is no token.', `This workspace has no permission to send for this number. ${reconnect}`],
    [368, 'policy_block', 'account', 'Temporarily blocked for policy violations.', `Meta blocked this account for breaking its policies. ${askMeta}`],
    [613, 'call_permission_rate', 'rate', 'Call permission lookups above 5 per second.', `We asked Meta too fast. ${triesAgain}`],
    [80007, 'account_rate_limit', 'rate', 'The WhatsApp business account reached its rate limit.', 'This account reached its limit of calls to Meta; sending goes on within the hour. Nothing was lost.'],
    [80008, 'management_rate_limit', 'rate', 'The account reached its limit of management calls.', 'This account reached its limit of calls to Meta; we go on within the hour.'],
    [130429, 'throughput_reached', 'rate', 'The number sends faster than its throughput allows.', "We reached this number's speed limit and slowed down. Nothing was lost."],
    [130497, 'country_restricted', 'permanent', 'The account may not message people in this country.', "Meta does not let this business message people in this contact's country."],
    [131000, 'something_went_wrong', 'transient', 'Unknown error.', `WhatsApp had an unexplained fault. ${triesAgain}`],
    [131005, 'access_denied', 'account', 'Access denied.', `Meta refused access to this number. ${reconnect}`],
    [131016, 'service_unavailable', 'transient', 'A service is temporarily unavailable.', `WhatsApp is unavailable for the moment. ${triesAgain}`],
    [131031, 'account_locked', 'account', 'The account is locked, or the two-step PIN is wrong.', `Meta locked this WhatsApp account. ${askMeta}`],
    [131037, 'display_name_needed', 'account', 'The number needs an approved display name.', 'This number needs a display name that Meta has approved before it can send.'],
    [131042, 'payment_problem', 'account', 'A problem with the payment method or eligibility.', 'Meta could not charge this account. Check its payment method in Meta Business Suite; waiting messages then go out.'],
    [131044, 'payment_method_missing', 'account', 'No payment method.', 'This account has no payment method at Meta. Add one in Meta Business Suite.'],
    [131045, 'registration_incomplete', 'account', 'The number is not registered properly.', 'This number is not registered with WhatsApp. Connect it again in Settings.'],
    [131057, 'maintenance', 'transient', 'The account is in maintenance, for example for a throughput upgrade.', `Meta is upgrading this number, which takes a few minutes. ${triesAgain}`],
    [131059, 'cursor_expired', 'request', 'The paging cursor expired.', 'The list changed while it was read. Load it again.'],
    [131064, 'category_violations', 'permanent', 'Limited after template category violations.', 'Meta limits this account for a while because templates were in the wrong category.'],
    [133000, 'deregistration_incomplete', 'transient', 'An earlier deregistration is incomplete.', 'This number is still being released from its last registration. Try again in some minutes.'],
    [133004, 'server_unavailable', 'transient', 'The server is temporarily unavailable.', `WhatsApp is unavailable for the moment. ${triesAgain}`],
    [133005, 'pin_wrong', 'permanent', 'The two-step PIN is wrong.', 'The two-step PIN of this number is wrong. Ask whoever set it.'],
    [133006, 'verification_needed', 'account', 'The number must be verified first.', 'This number must be verified before it can be registered.'],
    [133008, 'pin_guesses_exhausted', 'rate', 'Too many wrong PINs.', 'The PIN was wrong too often. Wait for the time Meta names, then try again.'],
    [133009, 'pin_too_fast', 'rate', 'PINs entered too fast.', 'PINs were entered too fast. Wait a little, then try again.'],
    [133010, 'number_not_registered', 'account', 'The number is not registered.', 'This number is not registered with WhatsApp. Connect it again in Settings.'],
    [133015, 'number_just_deleted', 'rate', 'The number was just deleted.', 'This number was deleted a moment ago. Wait five minutes, then try again.'],
    [133016, 'registration_limit', 'rate', 'More than 10 registrations of the number in 72 hours.', 'This number was registered too often. Meta allows it again after 72 hours.'],
    [134011, 'payments_terms', 'account', 'The terms of Payments were not accepted.', 'Accept the terms of WhatsApp Payments in Meta Business Suite first.'],
    [135000, 'generic_user_error', 'request', 'An unnamed error in the parameters.', 'WhatsApp could not read this message. If it happens again, report it with the message id.'],
    [2494100, 'number_in_maintenance', 'transient', 'The number is in maintenance mode.', `Meta is working on this number. ${triesAgain}`],
  ],
)
