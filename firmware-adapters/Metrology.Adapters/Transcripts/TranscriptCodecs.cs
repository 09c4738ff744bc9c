using Metrology.Adapters.Balance;
using Metrology.Adapters.Counter;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Nmea0183;
using Metrology.Adapters.Ocmf;
using Metrology.Adapters.Payloads;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Scpi;
using Metrology.Adapters.Wire;
using Metrology.Core.Records;

namespace Metrology.Adapters.Transcripts;

/// <summary>Every protocol whose readings can be decoded again from a record.</summary>
public static class TranscriptCodecs
{
    /// <summary>A new adapter that takes readings is one line here.</summary>
    public static IReadOnlyList<ITranscriptCodec> All { get; } =
    [
        new Dlt645Transcript(), new ModbusTranscript(ModbusMeter.RtuCodec), new ModbusTranscript(ModbusMeter.TcpCodec), new WireTranscript(), new RollerTranscript(), new CounterTranscript(),
        new ScpiTranscript(), new BalanceTranscript(), new OcmfTranscript(), new NmeaTranscript(), new PayloadTranscript(),
    ];
}
