package io.github.millwork.monitor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes alerts to the log. */
final class LogSink implements AlertSink {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

    @Override
    public void alert(Alert alert) {
        String where = alert.column().isEmpty() ? "" : " of " + alert.column();
        if (alert.state() == Alert.Status.FIRING) {
            LOG.warn("{}: {}{} fires: {}", alert.model(), alert.check(), where, alert.message());
        } else {
            LOG.info("{}: {}{} is resolved.", alert.model(), alert.check(), where);
        }
    }
}
