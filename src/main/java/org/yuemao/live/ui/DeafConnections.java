package org.yuemao.live.ui;

import java.io.IOException;
import org.atmosphere.cpr.Action;
import org.atmosphere.cpr.ApplicationConfig;
import org.atmosphere.cpr.AtmosphereInterceptorAdapter;
import org.atmosphere.cpr.AtmosphereRequest;
import org.atmosphere.cpr.AtmosphereRequestImpl;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereResourceImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a push connection by which somebody sends messages. Browsers send theirs as requests, which are limited; by this way come
 * nothing but signs of life. Flow would gather a message in as many pieces as it takes, however long it says that it is going to be,
 * and a few of them would take all the memory there is. Atmosphere makes it by name.
 */
public final class DeafConnections extends AtmosphereInterceptorAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(DeafConnections.class);

    /** A sign of life is a single letter. */
    private static final int LONGEST = 1;

    @Override
    public Action inspect(AtmosphereResource message) {
        AtmosphereRequest request = ((AtmosphereResourceImpl) message).getRequest(false);
        boolean pushed = message.transport() == AtmosphereResource.TRANSPORT.WEBSOCKET
                && request.getMethod().equals("POST");
        if (!pushed || lengthOf(request.body()) <= LONGEST) {
            return Action.CONTINUE;
        }
        LOG.warn("A push connection by which messages were sent is closed");
        try {
            connectionOf(message, request).close();
        } catch (IOException gone) {
            LOG.debug("It was closed already", gone);
        }
        return Action.CANCELLED;
    }

    /** Each message is a resource of its own, and knows that of the connection by its name. */
    private static AtmosphereResource connectionOf(AtmosphereResource message, AtmosphereRequest request) {
        Object name = request.getAttribute(ApplicationConfig.SUSPENDED_ATMOSPHERE_RESOURCE_UUID);
        AtmosphereResource connection = name == null
                ? null
                : message.getAtmosphereConfig().resourcesFactory().find(name.toString());
        return connection == null ? message : connection;
    }

    private static int lengthOf(AtmosphereRequestImpl.Body body) {
        return body.hasString() ? body.asString().length() : body.hasBytes() ? body.byteLength() : 0;
    }

    @Override
    public PRIORITY priority() {
        return FIRST_BEFORE_DEFAULT;
    }
}
