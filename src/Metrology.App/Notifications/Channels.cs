using Metrology.Core.Words;

namespace Metrology.App.Notifications;

/// <summary>Ways out of the system, as the server was told when it started.</summary>
public interface IMessageChannels
{
    bool HasMail { get; }

    /// <summary>Addresses of the web that are told everything that roles are told.</summary>
    IReadOnlyList<string> Webhooks { get; }

    /// <summary>Sends once. Null when the other side has taken it; else why not.</summary>
    Task<Refusal?> SendAsync(Delivery delivery, CancellationToken cancellation);
}

/// <summary>Nothing leaves the system.</summary>
public sealed class NoChannels : IMessageChannels
{
    public static readonly Refusal NotConfigured = Refusal.Of(
        "notification.not-configured", "这个渠道没有配置，消息留在这里。配置后可以再试。", "This channel is not configured; the message stays here. Try again once it is.");

    public bool HasMail => false;

    public IReadOnlyList<string> Webhooks => [];

    public Task<Refusal?> SendAsync(Delivery delivery, CancellationToken cancellation) => Task.FromResult<Refusal?>(NotConfigured);
}

/// <summary>Wakes who sends, so that nobody waits for the next look.</summary>
public sealed class DeliverySignal
{
    private readonly SemaphoreSlim written = new(0, 1);

    public void Set()
    {
        try
        {
            written.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody said so already.
        }
    }

    public Task WaitAsync(TimeSpan most, CancellationToken cancellation) => written.WaitAsync(most, cancellation);
}
