using Metrology.App.Notifications;
using Metrology.Core.Words;

namespace Metrology.App.Tests.Support;

/// <summary>The other side of every channel, which takes what the test lets it take.</summary>
internal sealed class Post : IMessageChannels
{
    public bool HasMail { get; set; } = true;

    public IReadOnlyList<string> Webhooks { get; set; } = [];

    /// <summary>What came, also what was not taken.</summary>
    public List<Delivery> Came { get; } = [];

    public Func<Delivery, Refusal?> Answer { get; set; } = _ => null;

    public Task<Refusal?> SendAsync(Delivery delivery, CancellationToken cancellation)
    {
        Came.Add(delivery);
        return Task.FromResult(Answer(delivery));
    }
}
