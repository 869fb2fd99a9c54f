package io.github.millwork.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.DataException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers within the machine and its network are out of reach unless allowed, by whatever way one comes to them. */
class AddressesTest {
    private final LocalServer server = new LocalServer().on("/", "application/json", "[{\"a\":1}]");

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.1",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2002:a00:1::",
                "2001::1",
                "fec0::1"
            })
    void addressesThatAreNotPublic(String address) throws UnknownHostException {
        assertThat(Addresses.special(InetAddress.getByName(address))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "192.0.1.1",
                "198.20.0.1",
                "223.1.1.1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::",
                "2001:4860::8888"
            })
    void addressesThatArePublic(String address) throws UnknownHostException {
        assertThat(Addresses.special(InetAddress.getByName(address))).isNull();
    }

    private String onServer(String host) {
        return "http://" + host + ":" + server.uri("/").getPort() + "/";
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]", "[::1]"})
    void loopbackIsRefusedHoweverItIsWritten(String host) {
        assertThatThrownBy(() -> HttpApi.json(URI.create(onServer(host))).load())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(loopback). If it is meant, allow it with Http.allowPrivate().");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anAddressThatIsNotOfTheWeb() {
        for (String address :
                new String[] {"file:///etc/passwd", "ftp://example.org/", "http:///x", "http://u:p@example.org/"}) {
            assertThatThrownBy(() -> HttpApi.json(URI.create(address)).load())
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Expected an http or https address with a host and without a password");
        }
    }

    @Test
    void aRedirectToLoopbackIsRefused() throws UnknownHostException {
        try (LocalServer outside = new LocalServer()) {
            outside.on("/", exchange -> {
                exchange.getResponseHeaders().set("Location", onServer("127.0.0.1"));
                exchange.sendResponseHeaders(302, -1);
            });
            // The first server stands for a public one: its name is looked up before and after the connection.
            PatientWeb web = new PatientWeb().resolving("8.8.8.8", "8.8.8.8");
            URI start = outside.uri("/start");
            assertThatThrownBy(() ->
                            HttpApi.json(start).http(Http.standard().over(web)).load())
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "Expected a public address but '127.0.0.1' is 127.0.0.1 (loopback) after a redirect from "
                                    + start + ". If it is meant, allow it with Http.allowPrivate().");
            assertThat(outside.requests()).hasSize(1);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aRedirectToAFileIsRefused() throws UnknownHostException {
        try (LocalServer outside = new LocalServer()) {
            outside.on("/", exchange -> {
                exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
                exchange.sendResponseHeaders(302, -1);
            });
            PatientWeb web = new PatientWeb().resolving("8.8.8.8", "8.8.8.8");
            assertThatThrownBy(() -> HttpApi.json(outside.uri("/"))
                            .http(Http.standard().over(web))
                            .load())
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Expected an http or https address with a host");
        }
    }

    @Test
    void aNameThatIsAnotherAddressTheSecondTimeIsFoundOut() throws UnknownHostException {
        PatientWeb web = new PatientWeb().resolving("8.8.8.8", "127.0.0.1");
        assertThatThrownBy(() -> HttpApi.json(server.uri("/"))
                        .http(Http.standard().over(web))
                        .load())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is 127.0.0.1 (loopback)");
    }

    @Test
    void aUrlOfAFileIsCheckedToo() {
        assertThatThrownBy(() -> Csv.url(server.uri("/")).load()).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Json.url(server.uri("/")).load()).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> WebPage.at(server.uri("/")).load()).isInstanceOf(DataException.class);
    }
}
