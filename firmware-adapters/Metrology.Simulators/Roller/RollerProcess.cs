using Metrology.Adapters.Roller;

namespace Metrology.Simulators.Roller;

/// <summary>
/// An electric taxi on the rollers of a bench, with its taximeter. Advances in ticks of 10 ms of its own time; its state depends on the seed, the settings and the number of
/// ticks, never on the wall clock. Integers throughout: micrometres and micrometres a second.
/// </summary>
/// <remarks>
/// The converter of the taxi gives <see cref="RollerTaxi.PulsesPerKilometre"/> for each kilometre that its tyres travel on the roller; the taximeter shows pulses divided by its constant k, cut
/// off after a tenth of a kilometre, and its amount follows what is shown. So the error is w/k − 1, with slip of the run and latency of the jump sensor as noise.
/// </remarks>
public sealed class RollerProcess(ulong seed, RollerTaxi taxi)
{
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private const long MicrometresPerMetre = 1_000_000, JumpMicrometres = 100 * MicrometresPerMetre;
    private const int TicksPerSecond = 100;

    /// <summary>Gain and loss of speed a tick, µm/s: 1 m/s² and 2 m/s².</summary>
    private const long Gain = MicrometresPerMetre / TicksPerSecond, Loss = 2 * Gain;

    /// <summary>Standard deviations: slip of a run in millionths, place of a latched jump in µm (about 1 ms at 60 km/h).</summary>
    private const long SlipNoise = 150, LatchNoise = 16_000, Million = 1_000_000;

    private readonly Lock access = new();
    private readonly SeededNoise noise = new(seed);
    private readonly List<RollerJump> jumps = [];
    private string phase = RollerVerbs.Idle;
    private Drive drive;
    private long travelled;
    private long travelledEver;
    private long speed;
    private long wanted;
    private long until;
    private long ticks;
    private long slip;
    private decimal constant = taxi.Constant;

    /// <summary>k of the taximeter, r/km, as its card set it.</summary>
    public decimal Constant
    {
        get => constant;
        set
        {
            lock (access)
                constant = value;
        }
    }

    /// <summary>Where somebody presses the emergency key, metres; null for nobody.</summary>
    public decimal? EmergencyAt { get; set; }

    /// <summary>What a counter on the axle of the main roller sees: all revolutions so far, and the speed, neither rounded.</summary>
    public (decimal Revolutions, decimal SpeedKmh) Axle
    {
        get
        {
            lock (access)
                return (travelledEver / (taxi.Circumference * MicrometresPerMetre), speed * 3.6m / MicrometresPerMetre);
        }
    }

    public RollerSnapshot Now
    {
        get
        {
            lock (access)
                return new(phase, Turns(travelled), Kmh(speed), [.. jumps]);
        }
    }

    /// <summary>To the first jump at or behind that distance. False when it runs already or the emergency key is down.</summary>
    public bool Run(decimal metres, decimal kmh)
    {
        lock (access)
        {
            if (!Start(Drive.ToJump, metres, kmh))
                return false;
            slip = noise.Normal(SlipNoise);
            return true;
        }
    }

    /// <summary>That many revolutions, without a taximeter; false as with <see cref="Run"/>.</summary>
    public bool Turn(decimal revolutions, decimal kmh)
    {
        lock (access)
            return Start(Drive.Turns, revolutions * taxi.Circumference, kmh);
    }

    /// <summary>Until <see cref="Stop"/>; false as with <see cref="Run"/>.</summary>
    public bool Spin(decimal kmh)
    {
        lock (access)
            return Start(Drive.On, 1m, kmh);
    }

    private bool Start(Drive how, decimal metres, decimal kmh)
    {
        if (phase is RollerVerbs.Running or RollerVerbs.Fault || metres <= 0m || kmh <= 0m)
            return false;
        jumps.Clear();
        (drive, phase, travelled, ticks, speed) = (how, RollerVerbs.Running, 0, 0, 0);
        (until, wanted) = ((long)(metres * MicrometresPerMetre), (long)(kmh * MicrometresPerMetre / 3.6m));
        return true;
    }

    public void Stop()
    {
        lock (access)
        {
            if (phase == RollerVerbs.Running)
                (phase, speed) = (RollerVerbs.Idle, 0);
        }
    }

    /// <summary>Lets that many ticks pass; while the rollers stand nothing changes.</summary>
    public void Advance(long count)
    {
        lock (access)
        {
            for (; count > 0 && phase == RollerVerbs.Running; count--)
                Step();
        }
    }

    private void Step()
    {
        ticks++;
        var isReached = drive switch
        {
            Drive.ToJump => jumps.Count > 0 && jumps[^1].ShownMetres * MicrometresPerMetre >= until,
            Drive.Turns => travelled >= until,
            _ => false,
        };
        speed = isReached ? Math.Max(0, speed - Loss) : Math.Min(wanted, speed + Gain);
        travelled += speed / TicksPerSecond;
        travelledEver += speed / TicksPerSecond;
        if (travelled >= EmergencyAt * MicrometresPerMetre)
        {
            (phase, speed) = (RollerVerbs.Fault, 0);
            return;
        }

        while (drive == Drive.ToJump && PlaceOf(jumps.Count + 1) <= travelled)
            Latch(jumps.Count + 1);
        // After the jump that was waited for, nothing more is latched: the rollers only come to a stand.
        if (isReached && speed == 0)
            phase = RollerVerbs.Held;
    }

    /// <summary>Where the display jumps for the n-th time, µm of the roller's surface; beyond everything once the run is decided.</summary>
    private long PlaceOf(int number) => jumps.Count > 0 && jumps[^1].ShownMetres * MicrometresPerMetre >= until
        ? long.MaxValue
        : (long)(JumpMicrometres * number * constant / taxi.PulsesPerKilometre * (Million + slip) / Million);

    private void Latch(int number)
    {
        var shown = JumpMicrometres / MicrometresPerMetre * number;
        var kilometres = shown / 1000m;
        var amount = taxi.StartFare + (taxi.KilometrePrice * Math.Max(0m, kilometres - taxi.StartKilometres));
        jumps.Add(new(number, Turns(PlaceOf(number) + noise.Normal(LatchNoise)), (int)(ticks * 1000 / TicksPerSecond), shown, kilometres, decimal.Round(amount, 2)));
    }

    /// <summary>What the rollers run for: a jump of the display, a number of revolutions, or nothing but the speed.</summary>
    private enum Drive
    {
        ToJump,
        Turns,
        On,
    }

    private decimal Turns(long micrometres) => decimal.Round(micrometres / (taxi.Circumference * MicrometresPerMetre), 1);

    private static decimal Kmh(long micrometresPerSecond) => decimal.Round(micrometresPerSecond * 3.6m / MicrometresPerMetre, 1);
}

/// <summary>A taxi with its taximeter, and the roller under it; all of it a demonstration (示例).</summary>
/// <param name="PulsesPerKilometre">w, of its distance sensor for a kilometre on the roller.</param>
/// <param name="Constant">k of the taximeter, r/km.</param>
public sealed record RollerTaxi(decimal PulsesPerKilometre, decimal Constant)
{
    /// <summary>Of the main roller, m: as its certificate states it.</summary>
    public decimal Circumference { get; init; } = 1.0000m;

    public decimal StartFare { get; init; } = 10m;

    public decimal StartKilometres { get; init; } = 2m;

    public decimal KilometrePrice { get; init; } = 2.7m;
}

/// <param name="ShownMetres">What the display shows from the jump on, in metres.</param>
/// <param name="Kilometres">The same as it is written there.</param>
public sealed record RollerJump(int Number, decimal Revolutions, int Milliseconds, long ShownMetres, decimal Kilometres, decimal Amount);

public sealed record RollerSnapshot(string Phase, decimal Revolutions, decimal SpeedKmh, IReadOnlyList<RollerJump> Jumps);
