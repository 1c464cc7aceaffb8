package io.parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.it.Await;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who asserts that nothing went wrong has to notice when something does. */
@ExtendWith(InBrowsers.class)
class WatchIT {
    /** What goes wrong, and how it is told. */
    private static final List<Fault> FAULTS = List.of(
            new Fault("window.__xss = 1", "a stranger's script ran: 1"),
            new Fault("alert('boo')", "a dialog: boo"),
            new Fault("console.error('that hurt')", "error: that hurt .*"),
            new Fault("console.warn('that will hurt')", "warning: that will hurt .*"),
            new Fault("setTimeout(() => { throw new Error('loose'); })", "page error: .*loose.*"),
            new Fault(
                    "document.body.append(Object.assign(new Image(), { src: 'http://evil.test/p.png' }))",
                    "policy: img-src .*"),
            new Fault("document.body.insertAdjacentHTML('beforeend', '<p onclick=1>')", "policy: script-src-attr .*"),
            new Fault("fetch('api/v1/files/none/none')", "404 GET .*/api/v1/files/none/none"),
            new Fault("open('about:blank')", "a window opened: .*"));

    @Test
    void whatever_goes_wrong_in_a_browser_is_noticed(Hall hall) throws Exception {
        var quiet = hall.enters("Zacharias");
        assertEquals(List.of(), quiet.watch().faults());
        for (var fault : FAULTS) {
            quiet.page().evaluate("() => { " + fault.script() + "; }");
            Await.until(() -> fault + " in " + quiet.watch().everything(), () -> {
                quiet.page().evaluate("() => new Promise(requestAnimationFrame)");
                return quiet.watch().faults().stream().anyMatch(fault::told);
            });
        }
        assertTrue(quiet.watch().faults().size() >= FAULTS.size());
        quiet.watch().expect("(?s).*");
    }

    private record Fault(String script, String complaint) {
        boolean told(String complaint) {
            return Pattern.compile(this.complaint, Pattern.DOTALL)
                    .matcher(complaint)
                    .matches();
        }
    }
}
