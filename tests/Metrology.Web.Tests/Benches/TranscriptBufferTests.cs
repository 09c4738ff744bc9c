using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Instruments.Links;
using Metrology.Station.Benches;
using Metrology.Web.Features.Verifications;

namespace Metrology.Web.Tests.Benches;

/// <summary>The bytes of a run until they are committed: bounded, written down before an event where they are many, and marked where some are missing.</summary>
public sealed class TranscriptBufferTests
{
    private const string Line = "tty:/dev/ttyUSB0?baud=2400&format=8E1";

    private static TranscriptEntry Piece(long index, int length = 64, string link = Line, double seconds = 0) => new(link, index, TimeSpan.FromSeconds(seconds), Direction.Received, new byte[length]);

    [Fact]
    public void A_trial_keeps_its_first_bytes_and_counts_the_rest()
    {
        var trial = TranscriptBuffer.OfTrial();
        for (var i = 0; i < 1000; i++)
            trial.Append(Piece(i, 4096));
        var kept = trial.Gathered().Entries;
        Assert.InRange(kept.Sum(one => one.Bytes.Length), 1, TranscriptBuffer.MostOfTrial);
        Assert.Equal(Enumerable.Range(0, kept.Count), kept.Select(one => (int)one.Index));
        Assert.Equal(1000L * 4096, kept.Sum(one => (long)one.Bytes.Length) + trial.Dropped);
    }

    [Fact]
    public void A_run_that_nobody_can_write_down_loses_its_oldest_bytes_and_the_record_says_so()
    {
        var run = new TranscriptBuffer();
        for (var i = 0; i < 10_000; i++)
            run.Append(Piece(i, 4096));
        var kept = run.Gathered().Entries;
        Assert.InRange(kept.Sum(one => one.Bytes.Length), 1, TranscriptBuffer.MostOfRun);
        Assert.Equal(9_999, kept[^1].Index);
        var missing = new MissingBytes();
        foreach (var one in kept)
            missing.Before(one.Link, one.Index);
        Assert.Equal(kept[0].Index, missing.Count);
        Assert.Equal(missing.Count, Utterance.Of(kept)[0].Missing);
    }

    /// <summary>What was dropped while it was being committed is not forgotten a second time.</summary>
    [Fact]
    public void What_is_committed_is_forgotten_and_nothing_that_came_meanwhile()
    {
        var run = new TranscriptBuffer();
        run.Append(Piece(0, TranscriptBuffer.MostOfRun / 2));
        var committing = run.Gathered();
        for (var i = 1; i < 4; i++)
            run.Append(Piece(i, TranscriptBuffer.MostOfRun / 3));
        run.Forget(committing);
        Assert.Equal([2L, 3L], run.Gathered().Entries.Select(one => one.Index));
    }

    [Fact]
    public void The_time_of_a_run_goes_on_when_a_link_is_opened_again()
    {
        var clock = new Stopwatch();
        var run = new TranscriptBuffer(time: clock, since: TimeSpan.FromSeconds(100));
        run.Append(Piece(0, seconds: 0));
        run.Append(Piece(1, seconds: 5));
        clock.Advance(TimeSpan.FromSeconds(30));
        run.Append(Piece(0, seconds: 0.5));
        run.Append(Piece(1, seconds: 1));
        Assert.Equal([100, 105, 130, 130.5], run.Gathered().Entries.Select(one => one.Elapsed.TotalSeconds));
        Assert.Equal([false, true], Utterance.Of(run.Gathered().Entries).Select(row => row.IsReopened));
    }

    private sealed class Stopwatch : TimeProvider
    {
        private TimeSpan now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now.Ticks;

        public void Advance(TimeSpan by) => now += by;
    }

    /// <summary>A long step has more bytes than memory may hold: they are in the record before its readings are, in their order, and with the event come the rest.</summary>
    [Fact]
    public async Task The_bytes_of_a_long_step_are_written_down_while_it_lasts()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        var (record, verifications, cancellation) = (laboratory.Get<BenchRecord>(), laboratory.Get<VerificationQueries>(), TestContext.Current.CancellationToken);
        var actor = new Actor((await technician.RecordAsync()).Verification.VerifierId, "检定员", [Role.Technician]);
        var run = new TranscriptBuffer();
        // Not begun: nothing is written, nothing is lost.
        run.Append(Piece(0));
        await record.WriteBytesAsync(technician.Id, actor, run, cancellation);
        Assert.Empty(await verifications.TranscriptAsync(technician.Id, cancellation));
        await technician.GoodAsync("environment", ("temperature", "23.4"), ("relative-humidity", "52"), ("insulation-resistance", "120"));
        var before = (await verifications.TranscriptAsync(technician.Id, cancellation)).Count(one => one.Link == Line);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var writing = record.KeepWritingAsync(technician.Id, actor, run, over.Token);
        const int Pieces = 25_000;
        for (var i = 1; i < Pieces; i++)
            run.Append(Piece(i, 16));
        while (run.Gathered().Entries.Count > TranscriptBuffer.MuchOfRun / 144)
            await Task.Delay(10, cancellation);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        Assert.Null((await record.AddAsync(technician.Id, actor, new RunEvent.Commented("示例"), run, cancellation)).Refusal);
        var kept = (await verifications.TranscriptAsync(technician.Id, cancellation)).Where(one => one.Link == Line).Skip(before).Select(one => one.Index).ToList();
        Assert.Equal(Enumerable.Range(0, Pieces).Select(i => (long)i), kept);
        Assert.Empty(run.Gathered().Entries);
        Assert.Equal(0, run.Dropped);
    }
}
