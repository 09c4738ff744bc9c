using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Types;

/// <summary>
/// What is known of a type of instruments whose protocol does not say it: what it can do, and the words by which it is asked. A data file; one more type is one more file. Meters of Modbus have
/// register maps instead.
/// </summary>
/// <param name="Manufacturer">As the register of equipment writes it.</param>
/// <param name="Capability">One of <see cref="Capabilities.Capability.All"/>.</param>
/// <param name="Protocol">As benches name it.</param>
/// <param name="Queries">What a SCPI instrument is asked for each measurand.</param>
/// <param name="Settings">What a SCPI source is told for each setting.</param>
/// <param name="Output">How a SCPI source is switched.</param>
/// <param name="Confirmed">Compared with the documents of the maker.</param>
/// <param name="Sources">Where each statement comes from.</param>
public sealed record InstrumentType(
    string Id, string Manufacturer, string Model, string Capability, string Protocol, BilingualText Note, IReadOnlyList<TypeQuery> Queries, IReadOnlyList<TypeSetting> Settings, TypeOutput? Output,
    bool Confirmed, IReadOnlyList<string> Sources)
{
    /// <summary>The file as it was read; it goes into every record that is measured by it.</summary>
    public string File { get; init; } = "";

    public Capability Can => Instruments.Capabilities.Capability.Find(Capability)!;
}

/// <param name="Query">Such as "MEAS:VOLT:DC?".</param>
public sealed record TypeQuery(string Measurand, string Query, string Unit);

/// <param name="Command">With "{0}" where the number stands.</param>
/// <param name="Query">What tells the value that is set.</param>
/// <param name="Maximum">Largest value in the unit.</param>
public sealed record TypeSetting(string Setting, string Command, string Query, string Unit, decimal Maximum);

/// <param name="State">Answers 1 or 0.</param>
public sealed record TypeOutput(string On, string Off, string State);
