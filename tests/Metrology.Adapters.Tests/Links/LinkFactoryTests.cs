using Metrology.Links;

namespace Metrology.Adapters.Tests.Links;

public sealed class LinkFactoryTests
{
    private readonly LinkFactory factory = LinkFactory.Of(TimeProvider.System);

    [Theory]
    [InlineData("tty:/dev/ttyUSB0?baud=9600&format=8n1", "tty:/dev/ttyUSB0?baud=9600&format=8N1")]
    [InlineData("tty:/dev/serial/by-id/usb-x", "tty:/dev/serial/by-id/usb-x?baud=2400&format=8E1")]
    [InlineData("tty:/dev/ttyUSB0?baud=9600&format=8N1&flow=hardware&dtr=on&latency=low", "tty:/dev/ttyUSB0?baud=9600&format=8N1&flow=hardware&dtr=on&latency=low")]
    [InlineData("tty:/dev/ttyUSB0?rts=off&flow=none&latency=usual", "tty:/dev/ttyUSB0?baud=2400&format=8E1&rts=off")]
    [InlineData("tcp:192.0.2.7:4001", "tcp:192.0.2.7:4001")]
    [InlineData("tcp:[2001:db8::1]:502", "tcp:[2001:db8::1]:502")]
    public void An_address_comes_back_in_its_full_form(string text, string full) => Assert.Equal(full, factory.Create(text).Value.Address);

    [Theory]
    [InlineData("", "link.address")]
    [InlineData("tty:", "link.address")]
    [InlineData("tty:ttyUSB0", "link.address")]
    [InlineData("tty:/dev/ttyS0?baud=299", "link.address")]
    [InlineData("tty:/dev/ttyS0?baud=1000000", "link.address")]
    [InlineData("tty:/dev/ttyS0?format=9N1", "link.address")]
    [InlineData("tty:/dev/ttyS0?format=8X1", "link.address")]
    [InlineData("tty:/dev/ttyS0?speed=9600", "link.address")]
    [InlineData("tty:/dev/ttyS0?baud=2400&baud=9600", "link.address")]
    [InlineData("tty:/dev/ttyS0?flow=magic", "link.address")]
    [InlineData("tty:/dev/ttyS0?rts=1", "link.address")]
    [InlineData("tty:/dev/ttyS0?flow=hardware&rts=on", "link.address")]
    [InlineData("tty:/dev/ttyS0?latency=none", "link.address")]
    [InlineData("tcp:host", "link.address")]
    [InlineData("tcp:host:0", "link.address")]
    [InlineData("tcp:host:65536", "link.address")]
    [InlineData("gpib:7", "link.scheme")]
    public void What_is_no_address_is_refused(string text, string code) => Assert.Equal(code, factory.Create(text).Refusal?.Code);
}
