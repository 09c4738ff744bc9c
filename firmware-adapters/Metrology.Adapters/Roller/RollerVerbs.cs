namespace Metrology.Adapters.Roller;

/// <summary>Verbs, phases and keys of the protocol.</summary>
public static class RollerVerbs
{
    public const string Identity = "ID", Unit = "UNIT", State = "STATE", Run = "RUN", Stop = "STOP", Latch = "LATCH";

    /// <summary>Drive without a taximeter, and what the bench itself counts: when it is the bench that is verified.</summary>
    public const string Turn = "TURN", Spin = "SPIN", Count = "COUNT";

    /// <summary>Second field of an answer that refuses; the third is a code.</summary>
    public const string Refused = "ERR";

    /// <summary>Third field of an answer that only says yes.</summary>
    public const string Done = "OK";

    /// <summary>What is not known or not there.</summary>
    public const string None = "-";

    /// <summary>The rollers stand and nothing is latched.</summary>
    public const string Idle = "IDLE";

    public const string Running = "RUN";

    /// <summary>The jump that was waited for is latched and the rollers stand.</summary>
    public const string Held = "HOLD";

    /// <summary>Something on the device stopped the run, such as its emergency key.</summary>
    public const string Fault = "FAULT";

    /// <summary>Keys that are down: hired flag of the taximeter, start key and emergency stop of the device.</summary>
    public const char Hired = 'H', StartKey = 'S', EmergencyStop = 'E';
}
