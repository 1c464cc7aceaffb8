package io.parley.launch;

import java.util.Set;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.tomcat.util.descriptor.web.WebXml;

/**
 * Parley says itself what it consists of, so nobody looks through all classes for annotations: that takes a tenth of every start. Initializers
 * begin, and are told of no classes.
 */
final class Unsearched extends ContextConfig {
    Unsearched() {
        setDefaultWebXml(Constants.NoDefaultWebXml);
    }

    @Override
    protected void processServletContainerInitializers() {
        super.processServletContainerInitializers();
        typeInitializerMap.clear();
    }

    @Override
    protected void processClasses(WebXml webXml, Set<WebXml> fragments) {
        // there is nothing to find
    }
}
