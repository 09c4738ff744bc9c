using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Metrology.App.Faults;
using Metrology.App.Ledger;
using Metrology.Core.Ledger;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrology.Web.Tests.Ledger;

/// <summary>Checkpoints go to an address of somebody else, whatever that one does; the folders have them all the same, and what it does wrong is recorded.</summary>
public sealed class HttpWitnessTests
{
    [Fact]
    public async Task A_witness_that_works_has_every_checkpoint_and_convicts_a_ledger_that_was_cut()
    {
        await using var other = await Other.StartAsync();
        await using var laboratory = await Laboratory.StartAsync();
        using var witness = Of(laboratory, other);
        Assert.True(await new TakeCheckpoint(laboratory.Get<App.Storage.Store>(), witness, laboratory.Clock).ExecuteAsync(default) > 0);
        var kept = Assert.Single(other.Kept);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(laboratory.Get<ServeOptions>().Data.Witness, kept.Key)), kept.Value);
        Assert.Empty((await new AuditLedger(laboratory.Get<App.Storage.Store>(), witness).ExecuteAsync(default)).Findings);

        // The end is cut off in the database and in every copy that lies beside it: only the other knows.
        foreach (var file in Directory.EnumerateFiles(laboratory.Get<ServeOptions>().Data.Witness, "checkpoint-*"))
            File.Delete(file);
        await laboratory.SqlAsync("DELETE FROM LedgerCheckpoints; DELETE FROM LedgerEntries WHERE \"Index\" = (SELECT MAX(\"Index\") FROM LedgerEntries)");
        Assert.Contains((await new AuditLedger(laboratory.Get<App.Storage.Store>(), witness).ExecuteAsync(default)).Findings, finding => finding.Code == "ledger.truncated");
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("delay")]
    [InlineData("garbage")]
    [InlineData("flood")]
    [InlineData("redirect")]
    public async Task What_the_other_does_wrong_is_recorded_and_takes_nothing_from_the_folder(string how)
    {
        await using var other = await Other.StartAsync(how);
        await using var laboratory = await Laboratory.StartAsync();
        using var witness = Of(laboratory, other);
        var taking = new TakeCheckpoint(laboratory.Get<App.Storage.Store>(), witness, laboratory.Clock).ExecuteAsync(default);
        if (how is "garbage" or "flood")
            await taking;
        else
            await Assert.ThrowsAsync<IOException>(() => taking);
        Assert.NotEmpty(Directory.GetFiles(laboratory.Get<ServeOptions>().Data.Witness, "checkpoint-*"));
        // An audit does not wait for it, nor does it take rubbish for a forgery.
        Assert.Empty((await new AuditLedger(laboratory.Get<App.Storage.Store>(), witness).ExecuteAsync(default)).Findings);
        Assert.Contains(await laboratory.Get<FaultQueries>().AllAsync(default), fault => fault.Code == "witness.unreachable");
        // Where it points to is never asked.
        Assert.Equal(0, other.Elsewhere);
    }

    /// <summary>A checkpoint of somebody else, of whatever size, neither stops the laboratory nor counts as kept.</summary>
    [Fact]
    public async Task What_this_server_did_not_sign_stops_nobody()
    {
        await using var other = await Other.StartAsync();
        await using var laboratory = await Laboratory.StartAsync();
        using var witness = Of(laboratory, other);
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var note = SignedNote.Sign(new Checkpoint("metrology-ledger/other", 1_000_000_000, new byte[32], laboratory.Clock.GetUtcNow()).ToText(), "metrology-ledger/other", foreign).ToString();
        other.Kept[LedgerFolder.NameOf(1_000_000_000)] = note;
        Assert.Equal(0, await laboratory.Get<SettleNumbers>().LookAsync(witness, default));
        Assert.Empty((await new AuditLedger(laboratory.Get<App.Storage.Store>(), witness).ExecuteAsync(default)).Findings);
        Assert.Contains(await laboratory.Get<FaultQueries>().AllAsync(default), fault => fault.Code == "witness.unreachable" && fault.SaidEn.Contains("did not sign", StringComparison.Ordinal));

        // In the place of the next one lies something else, with the answer that it is there already.
        var size = await laboratory.Get<App.Storage.Store>().ReadAsync(db => db.LedgerHeads.Select(row => row.Size).SingleAsync(), default);
        for (var next = size; next < size + 20; next++)
            other.Kept[LedgerFolder.NameOf(next)] = note;
        await Assert.ThrowsAsync<IOException>(() => new TakeCheckpoint(laboratory.Get<App.Storage.Store>(), witness, laboratory.Clock).ExecuteAsync(default));
        Assert.NotEmpty(Directory.GetFiles(laboratory.Get<ServeOptions>().Data.Witness, "checkpoint-*"));
    }

    /// <summary>A line in the file beside the key, which no settlement in the database stands behind, hides nothing of what a witness has.</summary>
    [Fact]
    public async Task A_past_that_nobody_settled_is_compared()
    {
        await using var other = await Other.StartAsync();
        await using var laboratory = await Laboratory.StartAsync();
        using var witness = Of(laboratory, other);
        Assert.True(await new TakeCheckpoint(laboratory.Get<App.Storage.Store>(), witness, laboratory.Clock).ExecuteAsync(default) > 0);
        witness.Remember(SignedState.None with { SetBack = [new(0, 1_000_000_000)] });
        foreach (var file in Directory.EnumerateFiles(laboratory.Get<ServeOptions>().Data.Witness, "checkpoint-*"))
            File.Delete(file);
        await laboratory.SqlAsync("DELETE FROM LedgerCheckpoints; DELETE FROM LedgerEntries WHERE \"Index\" = (SELECT MAX(\"Index\") FROM LedgerEntries)");
        Assert.Contains((await new AuditLedger(laboratory.Get<App.Storage.Store>(), witness).ExecuteAsync(default)).Findings, finding => finding.Code == "ledger.truncated" && finding.Where.StartsWith("checkpoint", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://witness.example/metrology", true)]
    [InlineData("http://127.0.0.1:9/", true)]
    [InlineData("http://witness.example/", false)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://user:secret@witness.example/", false)]
    [InlineData("https://witness.example/?key=secret", false)]
    [InlineData("witness.example", false)]
    public void An_address_that_could_lead_elsewhere_is_refused_at_the_start(string address, bool isTaken) =>
        Assert.Equal(isTaken ? null : "witness.bad-url", HttpWitness.AddressFrom(_ => address).Refusal?.Code);

    private static LedgerWitnesses Of(Laboratory laboratory, Other other) =>
        new((LedgerFolder)laboratory.Get<ILedgerWitness>(), new(other.Address, TimeSpan.FromSeconds(1)), laboratory.App.Services);

    /// <summary>Somebody else's server.</summary>
    private sealed class Other(WebApplication app) : IAsyncDisposable
    {
        private readonly TaskCompletionSource gone = new();
        private int elsewhere;

        public ConcurrentDictionary<string, string> Kept { get; } = new();

        public int Elsewhere => elsewhere;

        public Uri Address => new(app.Urls.First());

        public static async Task<Other> StartAsync(string how = "")
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var other = new Other(app);
            app.Map("/elsewhere", () => Interlocked.Increment(ref other.elsewhere));
            app.MapPut("/{name}", async (string name, HttpContext context) => how switch
            {
                "refuse" => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
                "delay" => await DelayAsync(other, context),
                "redirect" => Results.Redirect("/elsewhere", preserveMethod: true),
                _ => await KeepAsync(other, name, context),
            });
            app.MapGet("/latest", async (HttpContext context) => how switch
            {
                "refuse" => Results.StatusCode(StatusCodes.Status500InternalServerError),
                "delay" => await DelayAsync(other, context),
                "redirect" => Results.Redirect("/elsewhere"),
                "garbage" => Results.Text("<html>no checkpoint"),
                "flood" => Results.Bytes(new byte[4 * 1024 * 1024]),
                _ => other.Kept.OrderBy(pair => pair.Key, StringComparer.Ordinal).LastOrDefault().Value is { } latest ? Results.Text(latest) : Results.NotFound(),
            });
            await app.StartAsync();
            return other;
        }

        public async ValueTask DisposeAsync()
        {
            gone.SetResult();
            await app.DisposeAsync();
        }

        private static async Task<IResult> KeepAsync(Other other, string name, HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            return other.Kept.TryAdd(name, await reader.ReadToEndAsync()) ? Results.Created() : Results.StatusCode(StatusCodes.Status409Conflict);
        }

        /// <summary>Answers when the test is over.</summary>
        private static async Task<IResult> DelayAsync(Other other, HttpContext context)
        {
            await Task.WhenAny(other.gone.Task, Task.Delay(Timeout.Infinite, context.RequestAborted));
            return Results.Ok();
        }
    }
}
