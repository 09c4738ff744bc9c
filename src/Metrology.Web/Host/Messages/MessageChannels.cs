using Metrology.App.Notifications;
using Metrology.Core.Words;

namespace Metrology.Web.Host.Messages;

/// <summary>Mail and webhooks as they are configured.</summary>
internal sealed class MessageChannels(MailSettings? mail, WebhookSettings? webhooks, TimeProvider clock) : IMessageChannels, IDisposable
{
    private readonly MailSender? mailSender = mail is null ? null : new(mail);
    private readonly WebhookSender? webhookSender = webhooks is null ? null : new(webhooks, clock);

    public bool HasMail => mailSender is not null;

    public IReadOnlyList<string> Webhooks { get; } = [.. webhooks?.Addresses.Select(one => one.AbsoluteUri) ?? []];

    public Task<Refusal?> SendAsync(Delivery delivery, CancellationToken cancellation) => delivery.Channel switch
    {
        DeliveryChannel.Mail when mailSender is not null => mailSender.SendAsync(delivery, cancellation),
        DeliveryChannel.Webhook when webhookSender is not null => webhookSender.SendAsync(delivery, cancellation),
        DeliveryChannel.Mail or DeliveryChannel.Webhook => Task.FromResult<Refusal?>(NoChannels.NotConfigured),
    };

    public void Dispose() => webhookSender?.Dispose();
}

/// <summary>Sends what is due, as soon as it is written and then again as its limits say.</summary>
internal sealed class Deliveries(DeliverMessages deliver, DeliverySignal signal, ILogger<Deliveries> log) : BackgroundService
{
    /// <summary>How long what is to be tried again may wait beyond its time.</summary>
    private static readonly TimeSpan Looked = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await deliver.ExecuteAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) // whatever a store may throw: an uncaught one would end the host
            {
                log.LogError(fault, "Sending of messages was interrupted and is tried again");
            }

            await signal.WaitAsync(Looked, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }
}
