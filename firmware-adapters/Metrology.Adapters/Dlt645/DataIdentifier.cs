using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>What stands behind a data identifier (DL/T 645-2007 annex A).</summary>
/// <param name="Code">DI3 DI2 DI1 DI0.</param>
/// <param name="Name">In Chinese as the standard calls it.</param>
/// <param name="Length">Bytes on the wire.</param>
/// <param name="Unit">Unit symbol; for dates and times the kind of text.</param>
/// <param name="Decimals">Digits behind the point.</param>
/// <param name="IsSigned">The highest bit is the sign.</param>
public sealed record DataIdentifier(
    uint Code, BilingualText Name, DataForm Form, int Length, string Unit = "", int Decimals = 0, bool IsSigned = false)
{
    /// <summary>An energy register: DI3 is 00.</summary>
    public bool IsEnergy => Code >> EnergyShift == 0;

    private const int EnergyShift = 24;

    /// <summary>One unit of the last digit.</summary>
    public decimal Resolution => new(1, 0, 0, false, (byte)Decimals);
}

public enum DataForm
{
    /// <summary>A number in BCD.</summary>
    Number,

    /// <summary>Digits that are a name.</summary>
    Digits,

    /// <summary>YYMMDDWW, Sunday is 0.</summary>
    Date,

    /// <summary>hhmmss.</summary>
    Time,
}
