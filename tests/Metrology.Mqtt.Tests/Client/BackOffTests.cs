using Metrology.Mqtt.Client;

namespace Metrology.Mqtt.Tests.Client;

public class BackOffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1_000_000, 60)]
    public void The_wait_doubles_up_to_the_longest(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new BackOff { Jitter = 0 }.Delay(attempt, new Random(1)));

    [Fact]
    public void Chance_takes_away_at_most_the_jitter()
    {
        var random = new Random(5);
        var waits = Enumerable.Range(0, 1_000).Select(_ => new BackOff().Delay(3, random).TotalSeconds).ToList();
        Assert.InRange(waits.Min(), 2, 2.1);
        Assert.InRange(waits.Max(), 3.9, 4);
    }
}
