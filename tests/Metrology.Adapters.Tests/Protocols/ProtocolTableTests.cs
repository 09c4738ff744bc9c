using System.Text.RegularExpressions;
using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;
using Metrology.Simulators.Meter;
using Metrology.Simulators.Room;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Protocols;

/// <summary>The table of protocols: each has its document, decode, codec, trial and simulator, or says why not; nothing is named beside it.</summary>
public partial class ProtocolTableTests
{
    public static TheoryData<string> Ids => [.. InstrumentProtocols.All.Select(one => one.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_has_all_parts_or_says_why_not(string id)
    {
        var protocol = InstrumentProtocols.Find(id)!;
        var played = SimulatorKind.All.Any(kind => kind.Protocol == id) || MeterKind.All.Any(kind => kind.Codec == id);
        foreach (var (part, isThere) in new[]
        {
            (ProtocolPart.Decode, protocol.Readable is not null), (ProtocolPart.Codec, protocol.Codec is not null), (ProtocolPart.Trial, protocol.Open is not null), (ProtocolPart.Simulator, played),
        })
        {
            // A reason that stands beside the part itself is as wrong as none.
            Assert.True(isThere != protocol.WhyNot.ContainsKey(part), $"{id}: {part}");
            Assert.True(isThere || protocol.WhyNot[part].Length > 20, $"{id}: {part}");
        }

        var text = File.ReadAllText(Repository.At("firmware-adapters", "Metrology.Adapters", protocol.Document));
        Assert.True(text.Length > 500, protocol.Document);
        Assert.True(protocol.Readable is null || protocol.Readable.Codec == id, id);
        Assert.True(protocol.Codec is null || protocol.Codec.Name == id, id);
    }

    /// <summary>Codecs and readers come from the table, each once.</summary>
    [Fact]
    public void No_codec_and_no_reader_stands_outside_of_the_table()
    {
        Assert.Equal(InstrumentProtocols.All.Count, InstrumentProtocols.All.DistinctBy(one => one.Id).Count());
        Assert.Equal(InstrumentProtocols.All.Count(one => one.Codec is not null), TranscriptCodecs.All.Count);
        Assert.Equal(InstrumentProtocols.All.Count(one => one.Readable is not null), ReadableProtocols.Names.Distinct().Count());
        Assert.All(SimulatorKind.All.Where(kind => !kind.NeedsCapture), kind => Assert.NotNull(InstrumentProtocols.Find(kind.Protocol)));
        Assert.All(MeterKind.All, kind => Assert.NotNull(InstrumentProtocols.Find(kind.Codec)?.Address));
        Assert.All(InstrumentProtocols.All.Where(one => one.IsPolled), one => Assert.NotNull(one.Address));
    }

    /// <summary>Who adds an adapter touches its folder and one line: every folder with a protocol text contributes, and what serves all protocols names no adapter.</summary>
    [Fact]
    public void Every_folder_with_a_protocol_contributes_and_the_table_is_the_only_list()
    {
        var adapters = Repository.At("firmware-adapters", "Metrology.Adapters");
        foreach (var text in Directory.EnumerateFiles(adapters, "protocol.md", SearchOption.AllDirectories))
            Assert.Contains(InstrumentProtocols.All, one => Path.GetFullPath(Path.Combine(adapters, one.Document)) == Path.GetFullPath(text));
        foreach (var file in new[]
        {
            "src/Metrology.Station/Field/FieldFile.cs", "src/Metrology.Station/Benches/BenchReach.cs", "src/Metrology.Station/Benches/LinkTrial.cs", "src/Metrology.Web/Commands/Instruments/DecodeCommand.cs", "src/Metrology.Web/Commands/Instruments/MeterOptions.cs",
            "firmware-adapters/Metrology.Adapters/Transcripts/ReadableProtocols.cs", "firmware-adapters/Metrology.Adapters/Transcripts/TranscriptCodecs.cs",
        })
            Assert.DoesNotMatch(NamesAnAdapter(), File.ReadAllText(Repository.At(file.Split('/'))));
    }

    [GeneratedRegex(@"\b(Dlt645Meter|ModbusMeter|PulseCounter|Jtt905Taximeter|NmeaClock|ScpiMultimeter|StreamingBalance|OcmfDisplay|RollerBench)\.(\w*Codec|SlaveOf)\b")]
    private static partial Regex NamesAnAdapter();
}
