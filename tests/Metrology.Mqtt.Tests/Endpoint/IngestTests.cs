using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Endpoint;

public class IngestTests
{
    static Publish Reading(ushort id, QualityOfService qos = QualityOfService.AtLeastOnce, string topic = "dev/1/up") =>
        new(topic, BitConverter.GetBytes(id)) { QualityOfService = qos, PacketId = qos == QualityOfService.AtMostOnce ? (ushort)0 : id };

    [Fact]
    public async Task PUBACK_comes_after_the_commit_and_not_before()
    {
        await using var endpoint = TestEndpoint.Start();
        var commit = new TaskCompletionSource<IngestOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        endpoint.Ingest.Outcome = () => commit.Task;
        await using var peer = await endpoint.JoinAsync("a");

        await peer.SendAsync(Reading(7) with { Retain = true });
        var message = Assert.Single(await endpoint.Ingest.NextBatchAsync());
        Assert.Equal(("a", "anybody", "dev/1/up", true), (message.ClientId, message.Principal.Name, message.Topic, message.Retain));
        await peer.PingAsync(); // the answer overtakes nothing: a PUBACK sent before would be read here

        commit.SetResult(IngestOutcome.Committed);
        Assert.Equal(7, (await peer.ReadAsync<PubAck>()).PacketId);
    }

    [Fact]
    public async Task What_the_ingest_says_of_a_message_stands_in_the_PUBACK_of_version_5_and_nowhere_else()
    {
        await using var endpoint = TestEndpoint.Start();
        endpoint.Ingest.Answer = ReasonCode.PayloadFormatInvalid;
        var (five, _) = await endpoint.Join5Async("five");
        await using var peer = five;
        await peer.SendAsync(Reading(7));
        Assert.Equal(ReasonCode.PayloadFormatInvalid, (await peer.ReadAsync<PubAck>()).Reason);
        // A PUBREC that fails would free its identifier; the exchange of QoS 2 goes on to its end.
        await peer.SendAsync(Reading(8, QualityOfService.ExactlyOnce));
        Assert.Equal(ReasonCode.Success, (await peer.ReadAsync<PubRec>()).Reason);
        await using var old = await endpoint.JoinAsync("three");
        await old.SendAsync(Reading(9));
        Assert.Equal(9, (await old.ReadAsync<PubAck>()).PacketId);
    }

    [Fact]
    public async Task PUBREC_comes_after_the_commit_and_a_repeated_PUBLISH_is_committed_once()
    {
        await using var endpoint = TestEndpoint.Start();
        var commit = new TaskCompletionSource<IngestOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        endpoint.Ingest.Outcome = () => commit.Task;
        await using var peer = await endpoint.JoinAsync("a");
        var reading = Reading(9, QualityOfService.ExactlyOnce);

        await peer.SendAsync(reading);
        await endpoint.Ingest.NextBatchAsync();
        await peer.SendAsync(reading with { Duplicate = true });
        await peer.PingAsync();
        commit.SetResult(IngestOutcome.Committed);
        await peer.ReadAsync<PubRec>();
        await peer.SendAsync(reading with { Duplicate = true });
        await peer.ReadAsync<PubRec>();
        await peer.SendAsync(new PubRel(9));
        await peer.ReadAsync<PubComp>();
        await peer.SendAsync(reading); // the identifier is free again: this is a new message
        await peer.ReadAsync<PubRec>();
        Assert.Equal(2, endpoint.Ingest.Committed.Count);
    }

    [Theory]
    [InlineData(QualityOfService.AtLeastOnce)]
    [InlineData(QualityOfService.ExactlyOnce)]
    public async Task A_failed_commit_closes_without_acknowledgement_and_the_resend_succeeds(QualityOfService qos)
    {
        await using var endpoint = TestEndpoint.Start();
        endpoint.Ingest.Outcome = () => Task.FromResult(IngestOutcome.Failed);
        await using (var peer = await endpoint.JoinAsync("a", cleanSession: false))
        {
            await peer.SendAsync(Reading(3, qos));
            await peer.ExpectEndAsync();
            Assert.Equal(CloseReason.CommitFailed, (await endpoint.NextClosedAsync()).Reason);
        }
        Assert.Empty(endpoint.Ingest.Committed);

        endpoint.Ingest.Outcome = () => Task.FromResult(IngestOutcome.Committed);
        await using var again = await endpoint.JoinAsync("a", cleanSession: false);
        await again.SendAsync(Reading(3, qos) with { Duplicate = true });
        var ack = qos == QualityOfService.AtLeastOnce ? (IIdentified)await again.ReadAsync<PubAck>() : await again.ReadAsync<PubRec>();
        Assert.Equal(3, ack.PacketId);
        Assert.True(Assert.Single(endpoint.Ingest.Committed).Duplicate);
    }

    [Fact]
    public async Task A_commit_that_throws_is_a_failed_commit()
    {
        await using var endpoint = TestEndpoint.Start();
        endpoint.Ingest.Outcome = () => throw new IOException("disk full");
        await using var peer = await endpoint.JoinAsync("a");
        await peer.SendAsync(Reading(3));
        await peer.ExpectEndAsync();
        Assert.Equal(CloseReason.CommitFailed, (await endpoint.NextClosedAsync()).Reason);
        Assert.Equal("disk full", endpoint.Endpoint.LastIngestFault?.Message);
        Assert.Equal(1, endpoint.Endpoint.Statistics.BatchesFailed);
    }

    [Fact]
    public async Task What_was_sent_behind_a_failed_commit_does_not_overtake_it()
    {
        await using var endpoint = TestEndpoint.Start(new EndpointLimits { BatchSize = 1 });
        var first = new TaskCompletionSource<IngestOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        endpoint.Ingest.Outcome = () => first.Task;
        await using var peer = await endpoint.JoinAsync("a");
        await peer.SendAsync(Reading(1), Reading(2), Reading(0, QualityOfService.AtMostOnce), Reading(3));
        await endpoint.Ingest.NextBatchAsync();
        await peer.PingAsync(); // all four were read

        endpoint.Ingest.Outcome = () => Task.FromResult(IngestOutcome.Committed);
        first.SetResult(IngestOutcome.Failed);
        await peer.ExpectEndAsync();
        await endpoint.Endpoint.StopAsync();
        // QoS 0 has no second chance; the others come again in their order.
        Assert.Equal(QualityOfService.AtMostOnce, Assert.Single(endpoint.Ingest.Committed).QualityOfService);
    }

    [Fact]
    public async Task A_batch_holds_what_came_in_meanwhile_up_to_its_limit()
    {
        await using var endpoint = TestEndpoint.Start(new EndpointLimits { BatchSize = 4 });
        var commit = new TaskCompletionSource<IngestOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        endpoint.Ingest.Outcome = () => commit.Task;
        await using var peer = await endpoint.JoinAsync("a");
        await peer.SendAsync(Reading(1));
        Assert.Single(await endpoint.Ingest.NextBatchAsync());
        await peer.SendAsync([.. Enumerable.Range(2, 10).Select(id => Reading((ushort)id))]);
        await peer.PingAsync();
        commit.SetResult(IngestOutcome.Committed);

        Assert.Equal(4, (await endpoint.Ingest.NextBatchAsync()).Count);
        Assert.Equal(4, (await endpoint.Ingest.NextBatchAsync()).Count);
        Assert.Equal(2, (await endpoint.Ingest.NextBatchAsync()).Count);
        for (ushort id = 1; id <= 11; id++)
            Assert.Equal(id, (await peer.ReadAsync<PubAck>()).PacketId);
    }

    [Fact]
    public async Task The_first_message_of_a_batch_waits_no_longer_than_the_linger()
    {
        var time = new ManualTime();
        var limits = new EndpointLimits { BatchLinger = TimeSpan.FromMilliseconds(5) };
        await using var endpoint = TestEndpoint.Start(limits, time);
        await using var peer = await endpoint.JoinAsync("a");
        var lingering = time.ArmedAsync(due => due == limits.BatchLinger);
        await peer.SendAsync(Reading(1));
        await lingering;
        await peer.SendAsync(Reading(2));
        await peer.PingAsync();
        Assert.False(endpoint.Ingest.HasBatch);

        time.Advance(limits.BatchLinger);
        Assert.Equal(2, (await endpoint.Ingest.NextBatchAsync()).Count);
        await endpoint.Endpoint.DisposeAsync().AsTask().InTime();
    }

    [Fact]
    public async Task A_slow_ingest_stops_the_reading_and_nothing_is_lost()
    {
        const int Sent = 2_000;
        var limits = new EndpointLimits { MaxUnacknowledged = 8, MaxPendingIngest = 8, BatchSize = 4, BatchLinger = TimeSpan.Zero };
        await using var endpoint = TestEndpoint.Start(limits);
        var commit = new TaskCompletionSource<IngestOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        endpoint.Ingest.Outcome = () => commit.Task;
        await using var peer = await endpoint.JoinAsync("a");
        var payload = new byte[8 * 1024];
        var sending = peer.SendAsync([.. Enumerable.Range(1, Sent).Select(id => Reading((ushort)id) with { Payload = payload })]);
        await endpoint.Ingest.NextBatchAsync();

        // 16 MB do not fit the buffers of the sockets, so the sender is held up while the endpoint takes what it may and no more.
        await Until(() => endpoint.Endpoint.Statistics.MessagesIn > limits.MaxUnacknowledged);
        Assert.False(sending.IsCompleted);
        var most = 0L;
        endpoint.Ingest.Outcome = () =>
        {
            most = Math.Max(most, endpoint.Endpoint.Statistics.MessagesIn - endpoint.Ingest.Committed.Count);
            return Task.FromResult(IngestOutcome.Committed);
        };
        commit.SetResult(IngestOutcome.Committed);
        for (var id = 1; id <= Sent; id++)
            Assert.Equal(id, (await peer.ReadAsync<PubAck>()).PacketId);
        await sending;
        Assert.Equal(Sent, endpoint.Ingest.Committed.Count);
        Assert.InRange(most, 1, limits.MaxUnacknowledged + 1);
    }

    [Fact]
    public async Task A_shutdown_commits_and_acknowledges_what_was_read()
    {
        await using var endpoint = TestEndpoint.Start();
        var commit = new TaskCompletionSource<IngestOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        endpoint.Ingest.Outcome = () => commit.Task;
        await using var peer = await endpoint.JoinAsync("a");
        await peer.SendAsync(Reading(1), Reading(2));
        await endpoint.Ingest.NextBatchAsync();
        await peer.PingAsync();
        var stopping = endpoint.Endpoint.StopAsync();
        commit.SetResult(IngestOutcome.Committed);

        Assert.Equal(1, (await peer.ReadAsync<PubAck>()).PacketId);
        Assert.Equal(2, (await peer.ReadAsync<PubAck>()).PacketId);
        await peer.ExpectEndAsync();
        await stopping.InTime();
        Assert.Equal(CloseReason.Shutdown, (await endpoint.NextClosedAsync()).Reason);
    }

    static async Task Until(Func<bool> condition)
    {
        var limit = Patience.Token;
        while (!condition())
        {
            limit.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
