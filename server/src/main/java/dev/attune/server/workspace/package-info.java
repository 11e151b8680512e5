/// What whoever serves a customer sees: who needs help next, what that customer displayed over the last weeks, what was
/// tried before, and a next step with its tone. Shown is what the customer allows to be shown to the people who help
/// them, signal by signal; the rest says why it is not.
///
/// It assists, and looks at customers only. Nothing of the person who helps is read, kept, counted or compared: a test
/// walks every table and every answer of this server for it.
@NullMarked
package dev.attune.server.workspace;

import org.jspecify.annotations.NullMarked;
