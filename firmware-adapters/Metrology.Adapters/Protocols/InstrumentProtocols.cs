using Metrology.Adapters.Balance;
using Metrology.Adapters.Counter;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Iec62056;
using Metrology.Adapters.Jtt905;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Nmea0183;
using Metrology.Adapters.Ocmf;
using Metrology.Adapters.Payloads;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Scpi;
using Metrology.Adapters.Tester7e0d;
using Metrology.Adapters.Wire;

namespace Metrology.Adapters.Protocols;

/// <summary>Every protocol that is known here. Benches, stations, `decode`, records, the pages that show bytes and the trial of a link read this table and name none of them.</summary>
public static class InstrumentProtocols
{
    /// <summary>A new adapter is its folder and one line here.</summary>
    public static IReadOnlyList<InstrumentProtocol> All { get; } =
    [
        Dlt645Protocol.Contributed,
        ModbusProtocol.Rtu,
        ModbusProtocol.Tcp,
        WireProtocol.Contributed,
        Jtt905Protocol.Contributed,
        CounterProtocol.Contributed,
        RollerProtocol.UnderTest,
        NmeaProtocol.Contributed,
        ScpiProtocol.Contributed,
        BalanceProtocol.Contributed,
        PayloadProtocol.Contributed,
        OcmfProtocol.Contributed,
        RollerProtocol.Contributed,
        IecProtocol.Contributed,
        TesterProtocol.Contributed,
        SparkplugProtocol.Contributed,
    ];

    /// <summary>By the name of benches and records; null when there is none.</summary>
    public static InstrumentProtocol? Find(string id) => All.FirstOrDefault(one => one.Id == id);
}
