/**
 * The page as people use it: Chromium, one browser context for each person, on the built WAR in a process of its own.
 *
 * <p>{@link io.parley.browser.InBrowsers} gives a test its {@link io.parley.browser.Hall}; each
 * {@link io.parley.browser.Visitor} in it is found by roles and names, as assistive technology finds things. A test ends
 * by asserting that nobody's browser had anything to complain of.
 */
@org.jspecify.annotations.NullMarked
package io.parley.browser;
