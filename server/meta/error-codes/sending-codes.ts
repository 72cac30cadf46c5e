import { errorCodeRows } from './meta-error-code.ts'

const report = 'If it happens again, report it with the message id.'

/** Codes about one message and its recipient. */
export const sendingCodes = errorCodeRows(
  'Meta, "Cloud API error codes", sending; read 2026-11-20, Graph v26.0',
  // prettier-ignore
  [
    [1026, 'client_cannot_show', 'permanent', "The recipient's app cannot show this kind of message.", 'Their WhatsApp cannot show this kind of message. Send it as text.'],
    [130403, 'blocked_by_person', 'permanent', 'The person blocked this business.', 'This person has blocked your number. Reach them another way, if they agreed to it.'],
    [130472, 'experiment', 'person', "The person is part of one of Meta's experiments.", 'Meta holds this kind of message back from this person as part of an experiment. Repeating does not help; use another channel.'],
    [130501, 'unsupported_in_group', 'information', 'Unsupported message type in a group.', 'The group message is of a kind that WhatsApp does not pass on to businesses.'],
    [131008, 'parameter_missing', 'request', 'A required parameter is missing.', `WhatsApp says that a part of this message is missing. ${report}`],
    [131009, 'parameter_invalid', 'request', 'A parameter has an invalid value.', `WhatsApp did not accept a part of this message; reactions fail so when their message is older than 30 days. ${report}`],
    [131020, 'group_too_small', 'permanent', 'The group has a single member.', 'Nobody else is in this group.'],
    [131021, 'recipient_is_sender', 'permanent', 'Recipient and sender are the same.', 'This is your own business number: it cannot write to itself.'],
    [131026, 'undeliverable', 'permanent', 'Not on WhatsApp, an old app, terms not accepted, or blocked.', 'Not deliverable: no WhatsApp on this number, an app too old, or this person blocked you. Meta does not say which. Check the number.'],
    [131030, 'not_on_test_list', 'request', "The recipient is not on the test number's list.", "This is a test number: add the recipient to its list in Meta's app dashboard first."],
    [131041, 'group_unknown', 'permanent', 'The group is unknown.', 'WhatsApp does not know this group any more.'],
    [131047, 'window_closed', 'permanent', 'More than 24 hours since the person last wrote.', 'Their last message was more than 24 hours ago. WhatsApp now allows only approved templates: choose one, or wait for them to write.'],
    [131048, 'spam_limit', 'rate', 'Too many blocks or reports: the number may not send so much.', 'Too many people blocked or reported this number, so Meta holds messages back. Send less, and only to people who expect it.'],
    [131049, 'ecosystem_limit', 'person', 'Held back so that the person does not get too much marketing.', 'Meta held this back: this person has had enough marketing messages from all businesses. Nobody can override it; wait at least 24 hours.'],
    [131050, 'marketing_stopped', 'person', 'The person stopped marketing messages of this business.', 'This person asked WhatsApp to stop offers from you. Replies and order updates are still allowed.'],
    [131051, 'type_unsupported', 'request', 'Unsupported message type.', `WhatsApp does not take this kind of message. ${report}`],
    [131052, 'media_download_failed', 'permanent', 'The media could not be downloaded.', 'The file could not be downloaded. Ask for it again, or send it as an upload instead of a link.'],
    [131053, 'media_upload_failed', 'permanent', 'The media could not be uploaded: type, codec or size.', 'WhatsApp did not take this file: its type, codec or size is not supported. Save it in another format and send it again.'],
    [131055, 'method_not_allowed', 'request', 'The method is not allowed here.', `WhatsApp does not allow this call for this number. ${report}`],
    [131056, 'pair_rate', 'rate', 'Too many messages to the same person in a short time.', 'We wrote to this person faster than WhatsApp allows and slowed down. Nothing was lost.'],
    [131060, 'message_unavailable', 'information', 'The message is not available.', 'WhatsApp could not pass this message on. Look at it in the WhatsApp Business app.'],
    [131061, 'not_allowed', 'permanent', 'Not described by Meta.', `WhatsApp refused this message without saying why. ${report}`],
    [131062, 'user_id_unsupported', 'permanent', 'This message cannot go to a business-scoped user id.', 'This kind of message needs a phone number, and this person hides theirs. Ask them to share it.'],
    [131063, 'marketing_not_here', 'permanent', 'Marketing templates are switched off on the Cloud API for this account.', 'This account sends marketing through the Marketing Messages API only.'],
    [134100, 'marketing_only', 'permanent', 'The Marketing Messages API takes marketing templates only.', 'Only marketing templates can be sent this way.'],
    [134101, 'template_syncing', 'rate', 'The template is still being prepared, up to 10 minutes.', 'Meta is still preparing this template; we try again within ten minutes.'],
    [134102, 'template_unavailable', 'permanent', 'The template is not available for marketing messages.', 'Meta does not offer this template for marketing messages. Choose another.'],
    [137000, 'identity_changed', 'permanent', "The recipient's identity key changed.", 'This person has a new phone or reinstalled WhatsApp. Confirm that it is still them before you write.'],
    [1752041, 'already_onboarded', 'information', 'The onboarding request was already made.', 'This account was connected before; nothing is to be done.'],
    [2494191, 'thread_not_controlled', 'permanent', 'Another partner controls this conversation.', 'Another partner of this number holds this conversation at the moment.'],
  ],
)
