/// The console and the shop as static files, the headers every answer carries, and the description of the API.
@NullMarked
package dev.attune.server.web;

import org.jspecify.annotations.NullMarked;
