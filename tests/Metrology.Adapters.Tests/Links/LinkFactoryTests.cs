using Metrology.Instruments.Faults;
using Metrology.Links;
using Metrology.Links.Tcp;

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
    [InlineData("tty:/dev/tty USB0", "link.address")]
    [InlineData("tty:/etc/passwd", "link.not-a-port")]
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

    /// <summary>Who registers a bench does not look around in the networks of the server.</summary>
    [Theory]
    [InlineData("tcp:10.1.2.3:502", null)]
    [InlineData("tcp:192.168.0.7:4001", null)]
    [InlineData("tcp:[fd00::1]:502", null)]
    [InlineData("tcp:127.0.0.1:5607", "link.outside")]
    [InlineData("tcp:[::1]:502", "link.outside")]
    [InlineData("tcp:[::ffff:127.0.0.1]:502", "link.outside")]
    [InlineData("tcp:0.0.0.0:502", "link.outside")]
    [InlineData("tcp:2130706433:502", "link.outside")]
    [InlineData("tcp:169.254.169.254:80", "link.outside")]
    [InlineData("tcp:[fe80::1]:502", "link.outside")]
    [InlineData("tcp:203.0.113.9:502", "link.outside")]
    [InlineData("tcp:10.1.2.3:5080", "link.outside")]
    [InlineData("tcp:meter.lab:5080", "link.outside")]
    [InlineData("tcp:meter.lab:502", null)]
    public void Only_private_networks_and_no_door_of_the_program_are_reached(string text, string? code) =>
        Assert.Equal(code, LinkFactory.Of(TimeProvider.System, new(TcpScope.Private, [5080, 1883])).Create(text).Refusal?.Code);

    /// <summary>A name is looked up when it is connected to, and what it leads to is compared then.</summary>
    [Fact]
    public async Task A_name_that_leads_elsewhere_is_not_connected_to()
    {
        await using var link = LinkFactory.Of(TimeProvider.System, new(TcpScope.Private, [])).Create("tcp:localhost:9").Value;
        Assert.Equal("link.outside", (await Assert.ThrowsAsync<InstrumentFault>(async () => await link.OpenAsync(TestContext.Current.CancellationToken))).Code);
    }
}
