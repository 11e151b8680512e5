package dev.attune.server.connectors;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// One customer system. Each method is one small piece of work that may be repeated, and throws [CrmFailure] when it
/// was not done; an answer that says "200" and means "no" is a failure too.
interface Connector {

    /// Whether address and credentials work.
    ///
    /// @return what answered, for people, for example `RT 5.0.3`
    String check();

    /// Finds the contact by the id that is known, else by the pseudonym, else makes one; never by an e-mail address,
    /// which changes. Then sets these fields, all of them ours; an empty value clears one.
    UpsertResult upsertContact(ContactKey key, Map<String, String> fields);

    /// What stands in these fields now; those without a value, and those that this system cannot hold, are absent.
    Map<String, String> read(ExternalId contact, Set<String> fields);

    ExternalRef appendTimelineEvent(ExternalId contact, TimelineEntry entry);

    /// A task, or a ticket.
    ExternalRef createTask(ExternalId contact, TaskSpec task);

    /// Removes former values of our fields where the system keeps them behind the present ones, and lets us.
    default void forgetFormerValues(ExternalId contact) {}

    /// Removes what this server brought there about a contact, and reads back.
    ///
    /// @param made what this server made there about the contact; `contact` where it made the contact itself
    ErasureResult erase(ExternalId contact, List<ExternalRef> made);

    /// @throws CrmFailure when the request does not prove that it comes from this system
    List<InboundEvent> onWebhook(InboundRequest request);
}
