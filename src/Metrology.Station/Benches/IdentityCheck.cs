using System.Collections.Immutable;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Instruments.Capabilities;

namespace Metrology.Station.Benches;

/// <summary>Identity is read before anything else; another serial number than the registered one stops the run.</summary>
internal static class IdentityCheck
{
    public static async Task<ImmutableDictionary<string, Identity>> RunAsync(ConnectedBench bench, Verification verification, CancellationToken cancellation)
    {
        var identities = ImmutableDictionary<string, Identity>.Empty;
        var row = verification.Bench!;
        // What could stand under a setting of before is seen off first.
        foreach (var one in bench.Beside.OrderByDescending(one => one.Role == BenchRole.Source))
            identities = identities.Add(one.Role.NameOf(), await AskAsync(one.Instrument, one.SerialNumber, one.IsKnownByPlate, cancellation));
        if (bench.Clock is { } clock)
            identities = identities.Add(BenchRole.Clock.NameOf(), await AskAsync(clock.Meter, clock.SerialNumber, clock.IsKnownByPlate, cancellation));
        return !bench.IsDriven ? identities : identities
            .Add(Roles.Reference, await AskAsync(bench.Reference, row.Reference!.SerialNumber, row[BenchRole.Reference] is { IsKnownByPlate: true }, cancellation))
            .Add(Roles.UnitUnderTest, await AskAsync(bench.Unit, verification.Unit!.SerialNumber, row[BenchRole.Unit] is { IsKnownByPlate: true }, cancellation));
    }

    private static async Task<Identity> AskAsync(IInstrument instrument, string? registered, bool isKnownByPlate, CancellationToken cancellation)
    {
        var who = await instrument.IdentifyAsync(cancellation);
        return registered is null || who.SerialNumber == registered || (who.SerialNumber.Length == 0 && isKnownByPlate) ? who : throw BenchFaults.WrongSerial(registered, who.SerialNumber);
    }
}
