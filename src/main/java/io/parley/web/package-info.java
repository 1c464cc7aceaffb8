/**
 * HTTP: REST resources, sign-in, filters, files up and down.
 */
@NullMarked
package io.parley.web;

import org.jspecify.annotations.NullMarked;
