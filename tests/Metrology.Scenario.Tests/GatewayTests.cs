using System.Globalization;
using System.Text;
using System.Text.Json;
using Metrology.App.Operation;
using Metrology.App.Storage;
using Metrology.Station.Ingest;
using Metrology.Testing;
using Metrology.Web.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Scenario.Tests;

/// <summary>The C library for gateways (<c>firmware-adapters/wire/gateway-c</c>): built by gcc, held to what it promises, and fed into the endpoint of the running product.</summary>
public sealed class GatewayTests : IDisposable
{
    private const string Pile = "SIM-EV-0001";
    private const int LargestCode = 8 * 1024, Sent = 300;

    private static readonly string Wire = Repository.At("firmware-adapters/wire");
    private static readonly string Library = Path.Combine(Wire, "gateway-c", "metrology_gateway.c");

    private readonly string folder = Directory.CreateTempSubdirectory("metrology-gateway-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void It_is_C99_without_a_warning_or_malloc_and_its_code_is_under_8_KB()
    {
        NeedsGcc();
        var built = Path.Combine(folder, "gateway.o");
        Run("gcc", "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Wconversion", "-Werror", "-Os", "-c", Library, "-o", built);
        // Berkeley format: text, data, bss, …; text holds code and constants.
        var sizes = Run("size", built).Split('\n')[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(3).Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(sizes[0], 1, LargestCode - 1);
        Assert.Equal((0, 0), (sizes[1], sizes[2]));
        var needs = Run("nm", "--undefined-only", built).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' ')[^1]);
        Assert.Empty(needs.Except(["memcpy", "memset", "memcmp", "strcmp", "strcpy", "strlen", "__stack_chk_fail", "_GLOBAL_OFFSET_TABLE_"]));
    }

    [Fact]
    public void Its_ring_loses_doubles_and_reorders_nothing_and_its_CRC_is_that_of_the_vectors()
    {
        NeedsGcc();
        var check = Path.Combine(folder, "check");
        Run("gcc", "-std=c99", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", Path.Combine(Wire, "gateway-c", "test", "check.c"), Library, "-o", check);
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Wire, "crc-vectors.json")));
        var pairs = vectors.RootElement.GetProperty("vectors").EnumerateArray()
            .SelectMany(vector => new[] { Convert.ToHexString(Encoding.UTF8.GetBytes(vector.GetProperty("text").GetString()!)), vector.GetProperty("crc32").GetString()! }).ToArray();
        Assert.True(pairs.Length >= 8);
        Assert.Equal("", Run(check, pairs));
        // The check can fail.
        Assert.Contains("crc", Failing(check, ["00", "12345678"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_sends_again_after_lost_acknowledgements_and_a_reset_is_stored_once_and_in_order()
    {
        NeedsGcc();
        var feed = Path.Combine(folder, "feed");
        Run("gcc", "-std=gnu99", "-Wall", "-Wextra", "-Werror", "-O1", Path.Combine(Wire, "gateway-c", "test", "feed.c"), Library, "-o", feed);
        await using var house = await House.OpenAsync();
        var port = house.The<Broker>().Port.ToString(CultureInfo.InvariantCulture);
        var sent = await Task.Run(() => Run(feed, port, Pile, house.The<SimulationSettings>().KeyOf(Pile), Sent.ToString(CultureInfo.InvariantCulture)));
        Assert.True(int.Parse(sent, CultureInfo.InvariantCulture) > Sent, $"nothing was sent again: {sent}");

        var rows = await house.The<Store>().ReadAsync(db => db.InstrumentMessages.OrderBy(row => row.Boot).ThenBy(row => row.Sequence).ToListAsync(), default);
        Assert.Equal(Enumerable.Range(0, Sent), rows.Select(Counted));
        Assert.Equal(["start-1", "start-2"], rows.Select(row => row.Boot).Distinct());
        Assert.Empty(await house.The<OperationQueries>().MessageCountsAsync(default));
    }

    /// <summary>The register counts messages in thousandths.</summary>
    private static int Counted(InstrumentMessage row)
    {
        using var payload = JsonDocument.Parse(row.Payload);
        return (int)(decimal.Parse(payload.RootElement.GetProperty("readings")[0].GetProperty("value").GetString()!, CultureInfo.InvariantCulture) * 1000);
    }

    private static void NeedsGcc() => Assert.SkipWhen(ForeignProgram.Missing("gcc") is not null, ForeignProgram.Missing("gcc") ?? "");

    private static string Run(string program, params string[] arguments)
    {
        var (exit, output, error) = ForeignProgram.Run(program, arguments);
        Assert.True(exit == 0, $"{program}: {output} {error}");
        return output;
    }

    private static string Failing(string program, string[] arguments)
    {
        var (exit, output, _) = ForeignProgram.Run(program, arguments);
        Assert.NotEqual(0, exit);
        return output;
    }
}
