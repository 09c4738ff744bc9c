using System.Text;
using Metrology.Adapters.Types;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Tests.Types;

/// <summary>Types of instruments as data: chosen by manufacturer and model, refused when they say what cannot be.</summary>
public sealed class InstrumentTypeTests
{
    private static readonly InstrumentType Multimeter = InstrumentTypes.All.Single(type => type.Id == "sim-dmm"), Source = InstrumentTypes.All.Single(type => type.Id == "sim-source");

    [Fact]
    public void Every_type_that_comes_with_the_program_is_found_by_its_maker_and_model_for_what_it_can_do_only()
    {
        Assert.All(InstrumentTypes.All, type => Assert.Same(type, InstrumentTypeShelf.Shipped.Of($" {type.Manufacturer.ToUpperInvariant()}", type.Model, type.Protocol, type.Can)));
        Assert.Null(InstrumentTypeShelf.Shipped.Of("Metrology", "SIM-DMM", "scpi", Capability.Source));
        Assert.Null(InstrumentTypeShelf.Shipped.Of("Metrology", "SIM-DMM", "balance-stream", Capability.Multimeter));
        Assert.Null(InstrumentTypeShelf.Shipped.Of("other", "SIM-DMM", "scpi", Capability.Multimeter));
        Assert.All(InstrumentTypes.All, type => Assert.Equal(type.Confirmed, type.Id.StartsWith("sim-", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_of_the_laboratory_goes_before_one_of_the_program()
    {
        var own = InstrumentTypes.Parse(Encoding.UTF8.GetBytes(Multimeter.File.Replace("MEAS:VOLT:DC?", "MEAS:VOLT:AC?", StringComparison.Ordinal))).Value;
        Assert.Equal("MEAS:VOLT:AC?", new InstrumentTypeShelf(() => [own]).Of("Metrology", "SIM-DMM", "scpi", Capability.Multimeter)!.Queries[0].Query);
    }

    [Theory]
    [InlineData("\"multimeter\"", "\"voltmeter\"", "$.capability")]
    [InlineData("\"scpi\"", "\"modbus-rtu\"", "$.protocol")]
    [InlineData("MEAS:VOLT:DC?", "MEAS:VOLT:DC", "$.queries[0]")]
    [InlineData("MEAS:VOLT:DC?", "A\\nOUTP ON?", "$.queries[0]")]
    [InlineData("\"unit\": \"A\"", "\"unit\": \"V\"", "$.queries[1]")]
    [InlineData("\"current\"", "\"voltage\"", "$.queries")]
    [InlineData("\"current\"", "\"environment.temperature\"", "$.queries[1]")]
    [InlineData("\"settings\": []", "\"settings\": [], \"more\": 1", "$.more")]
    public void A_type_that_cannot_be_is_refused_with_its_place(string was, string now, string place) => RefusedAt(Multimeter.File.Replace(was, now, StringComparison.Ordinal), place);

    [Theory]
    [InlineData("VOLT {0}", "VOLT", "$.settings[0]")]
    [InlineData("VOLT {0}", "VOLT {0} {0}", "$.settings[0]")]
    [InlineData("\"maximum\": 20", "\"maximum\": 0", "$.settings[1]")]
    [InlineData("\"OUTP?\"", "\"OUTP\"", "$.output")]
    public void So_is_a_source(string was, string now, string place) => RefusedAt(Source.File.Replace(was, now, StringComparison.Ordinal), place);

    private static void RefusedAt(string file, string place)
    {
        var refusal = InstrumentTypes.Parse(Encoding.UTF8.GetBytes(file)).Refusal!;
        Assert.Equal("type.form", refusal.Code);
        Assert.Contains(place, refusal.Text.En, StringComparison.Ordinal);
    }
}
