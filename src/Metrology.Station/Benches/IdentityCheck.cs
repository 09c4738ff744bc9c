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
        var reference = await bench.Reference.IdentifyAsync(cancellation);
        var isKnownByPlate = reference.SerialNumber.Length == 0 && verification.Bench![BenchRole.Reference] is { IsKnownByPlate: true };
        if (!isKnownByPlate && reference.SerialNumber != verification.Bench!.Reference!.SerialNumber)
            throw BenchFaults.WrongSerial(verification.Bench!.Reference!.SerialNumber, reference.SerialNumber);
        var unit = await bench.Unit.IdentifyAsync(cancellation);
        var isUnitKnownByPlate = unit.SerialNumber.Length == 0 && verification.Bench![BenchRole.Unit] is { IsKnownByPlate: true };
        if (!isUnitKnownByPlate && unit.SerialNumber != verification.Unit!.SerialNumber)
            throw BenchFaults.WrongSerial(verification.Unit.SerialNumber, unit.SerialNumber);
        var identities = ImmutableDictionary<string, Identity>.Empty.Add(Roles.Reference, reference).Add(Roles.UnitUnderTest, unit);
        if (bench.Clock is { } clock)
        {
            var told = await clock.Meter.IdentifyAsync(cancellation);
            if (told.SerialNumber != clock.SerialNumber && !(told.SerialNumber.Length == 0 && clock.IsKnownByPlate))
                throw BenchFaults.WrongSerial(clock.SerialNumber, told.SerialNumber);
            identities = identities.Add(ComparedClock.Role, told);
        }

        if (bench.Probe is not { } probe)
            return identities;
        var ambient = await probe.Meter.IdentifyAsync(cancellation);
        if (ambient.SerialNumber != probe.SerialNumber && !(ambient.SerialNumber.Length == 0 && probe.IsKnownByPlate))
            throw BenchFaults.WrongSerial(probe.SerialNumber, ambient.SerialNumber);
        return identities.Add(Roles.Environment, ambient);
    }
}
