/// The console and the shop as static files, and the headers every answer carries.
@NullMarked
package dev.attune.server.web;

import org.jspecify.annotations.NullMarked;
