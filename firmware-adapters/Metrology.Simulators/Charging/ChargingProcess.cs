namespace Metrology.Simulators.Charging;

/// <summary>
/// One charge, AC unless it is said to be DC, shared by everything that measures or shows it. Advances in ticks of 0.1 s of its own time; its state depends on the seed, the settings applied and the
/// number of ticks, never on the wall clock. Integers throughout: mV, mA, and energy in µW · tick.
/// </summary>
public sealed class ChargingProcess
{
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.1);

    // 1 kWh = 3.6e12 µW·s, ten ticks a second.
    private const decimal EnergyPerKilowattHour = 3.6e13m;
    private const long AcMilliPowerFactor = 999, DcMilliPowerFactor = 1000;
    private const long NominalMillivolts = 220_000, VoltageNoise = 120, CurrentNoise = 12;
    private const int NominalCentihertz = 5000;

    private readonly Lock access = new();
    private readonly SeededNoise noise;
    private long millivolts = NominalMillivolts;
    private readonly bool isDirect;
    private long milliamperes;
    private long energy;
    private long chargeFrom;
    private Charge? charge;

    public ChargingProcess(ulong seed)
    {
        noise = new(seed);
        ReferenceStart = noise.Below(9_000_0000) / 10_000m;
        PileStart = noise.Below(9_000_000) / 1000m;
    }

    /// <summary>Direct current: no reactive part, no frequency, and no voltage without a charge.</summary>
    public bool IsDirectCurrent
    {
        get => isDirect;
        init => (isDirect, millivolts) = (value, value ? 0 : NominalMillivolts);
    }

    private long MilliPowerFactor => isDirect ? DcMilliPowerFactor : AcMilliPowerFactor;

    /// <summary>Registers before the first charge, kWh.</summary>
    public decimal ReferenceStart { get; }

    public decimal PileStart { get; }

    /// <summary>True energy that passed the reference meter in other processes, kWh: its register counts on from there.</summary>
    public Func<decimal> ReferenceElsewhere { get; init; } = () => 0m;

    /// <summary>The same for the pile.</summary>
    public Func<decimal> PileElsewhere { get; init; } = () => 0m;

    public ChargingState State
    {
        get
        {
            lock (access)
            {
                return new(
                    energy / EnergyPerKilowattHour, millivolts / 1000m, milliamperes / 1000m, MilliPowerFactor / 1000m, isDirect ? 0m : NominalCentihertz / 100m, charge is not null)
                {
                    ChargeFrom = chargeFrom / EnergyPerKilowattHour,
                };
            }
        }
    }

    /// <summary>
    /// Starts a charge; the task gives the true energy of this charge in kWh when the preset has passed (to within one tick) or <see cref="Stop"/> was called.
    /// </summary>
    /// <exception cref="InvalidOperationException">A charge is running.</exception>
    public Task<decimal> Apply(ChargeSettings settings)
    {
        lock (access)
        {
            if (charge is not null)
                throw new InvalidOperationException("A charge is running.");
            chargeFrom = energy;
            charge = new(settings, energy + (long)(settings.EnergyKilowattHours * EnergyPerKilowattHour), new(TaskCreationOptions.RunContinuationsAsynchronously));
            return charge.Done.Task;
        }
    }

    public void Stop()
    {
        lock (access)
            End();
    }

    /// <summary>Lets that many ticks pass; ticks without a charge change nothing.</summary>
    public void Advance(long ticks)
    {
        lock (access)
        {
            for (; ticks > 0 && charge is { } running; ticks--)
            {
                millivolts = (long)(running.Settings.Volts * 1000) + noise.Normal(VoltageNoise);
                milliamperes = (long)(running.Settings.Amperes * 1000) + noise.Normal(CurrentNoise);
                energy += millivolts * milliamperes * MilliPowerFactor / 1000;
                if (energy >= running.Until)
                    End();
            }
        }
    }

    private void End()
    {
        if (charge is null)
            return;
        (millivolts, milliamperes) = (isDirect ? 0 : NominalMillivolts, 0);
        charge.Done.SetResult((energy - chargeFrom) / EnergyPerKilowattHour);
        charge = null;
    }

    private sealed record Charge(ChargeSettings Settings, long Until, TaskCompletionSource<decimal> Done);
}

/// <summary>What a charge is asked to be: V, A, kWh.</summary>
public sealed record ChargeSettings(decimal Volts, decimal Amperes, decimal EnergyKilowattHours);

/// <summary>The truth at one tick: kWh since the start of the process, V, A, power factor, Hz.</summary>
public sealed record ChargingState(decimal Energy, decimal Volts, decimal Amperes, decimal PowerFactor, decimal Hertz, bool IsCharging)
{
    /// <summary>Energy at the start of the running or last charge.</summary>
    public decimal ChargeFrom { get; init; }

    /// <summary>kW.</summary>
    public decimal ActivePower => Volts * Amperes * PowerFactor / 1000m;
}
