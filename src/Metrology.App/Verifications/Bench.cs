using Metrology.App.Equipment;
using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Verifications;

/// <summary>A named set of instruments on a station and the way to each of them. Never deleted: records name it.</summary>
[ParametersOf(ParameterSubject.Bench, "工位", "Bench")]
public sealed class Bench : IVersioned
{
    public int Id { get; set; }

    /// <summary>Stable id that records name, for example "ev-ac-1".</summary>
    [Parameter("工位编号", "Code")]
    public required string Code { get; set; }

    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public string Place { get; set; } = "";

    /// <summary>Designations of the procedures that it serves; empty means any.</summary>
    [Parameter("承担的规程", "Procedures")]
    public string[] Procedures { get; set; } = [];

    /// <summary>The reference instrument (计量标准器) that the bench measures with.</summary>
    [Parameter("标准器（设备序号）", "Reference, its number in the register")]
    public int ReferenceId { get; set; }

    public EquipmentItem? Reference { get; set; }
    public List<BenchPart> Parts { get; } = [];
    [Parameter("模拟", "Simulated")]
    public bool IsSimulated { get; set; }

    /// <summary>Run that has the bench now; a bench serves one run at a time.</summary>
    public Guid? LeasedBy { get; set; }

    /// <summary>No run is opened on it any more since then.</summary>
    [Parameter("停用时间", "Closed at")]
    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedBecause { get; set; }
    public int Version { get; set; }

    public BilingualText Name => new(NameZh, NameEn);

    /// <summary>The station takes the readings; otherwise persons type them.</summary>
    public bool IsDriven => this[BenchRole.Reference] is { IsByHand: false };

    /// <summary>Some instrument of it is read by the program, be it one beside what persons read.</summary>
    public bool IsLinked => Parts.Exists(part => !part.IsByHand);

    /// <summary>The instrument beside reference, unit and load that measures this for a step; null when a person reads it, or those do.</summary>
    public BenchPart? Gives(string role, string measurand) =>
        Parts.Find(part => !part.IsByHand && BenchRoles.Beside.TryGetValue(part.Role, out var can) && can.Gives.Contains((role, measurand)));

    public BenchPart? this[BenchRole role] => Parts.Find(part => part.Role == role);

    internal sealed class Mapping : IEntityTypeConfiguration<Bench>
    {
        private const int LongestProcedures = 2000;

        public void Configure(EntityTypeBuilder<Bench> bench)
        {
            bench.Property(row => row.Code).HasMaxLength(64);
            bench.HasIndex(row => row.Code).IsUnique();
            bench.Property(row => row.Procedures).HasConversion<JsonText<string[]>, JsonComparer<string[]>>().HasMaxLength(LongestProcedures);
            bench.HasOne(row => row.Reference).WithMany().HasForeignKey(row => row.ReferenceId).OnDelete(DeleteBehavior.Restrict);
            bench.HasMany(row => row.Parts).WithOne().HasForeignKey(part => part.BenchId);
            bench.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>What an instrument is on its bench.</summary>
public enum BenchRole
{
    Reference,
    Unit,
    Load,
    Clock,
    Environment,

    /// <summary>Instruments beside these: what they measure for a step is taken from them.</summary>
    Multimeter,
    Balance,

    /// <summary>Sets what a step asks for; its output is off before and after.</summary>
    Source,

    /// <summary>The signed display of the unit under test, which changes with every run.</summary>
    Display,
}

public static class BenchRoles
{
    /// <summary>Instruments beside reference, unit and load, by what they do for a step; the clock serves its comparison alone.</summary>
    public static readonly IReadOnlyDictionary<BenchRole, Capability> Beside = new SortedDictionary<BenchRole, Capability>
    {
        [BenchRole.Environment] = Capability.EnvironmentProbe,
        [BenchRole.Multimeter] = Capability.Multimeter,
        [BenchRole.Balance] = Capability.Balance,
        [BenchRole.Source] = Capability.Source,
        [BenchRole.Display] = Capability.PileDisplay,
    };

    /// <summary>It is no equipment of the register, because it changes with every run.</summary>
    public static bool IsOfUnit(this BenchRole role) => role is BenchRole.Unit or BenchRole.Display;

    /// <summary>As identities are listed: the name of the readings' role for what runs know, its own for all others.</summary>
    public static string NameOf(this BenchRole role) => role switch
    {
        BenchRole.Reference => Roles.Reference,
        BenchRole.Unit => Roles.UnitUnderTest,
        BenchRole.Environment => Roles.Environment,
        BenchRole.Load or BenchRole.Clock or BenchRole.Multimeter or BenchRole.Balance or BenchRole.Source or BenchRole.Display => role.ToString().ToLowerInvariant(),
    };
}

/// <summary>One instrument of a bench: how it is reached, and which of the register it is.</summary>
[ParametersOf(ParameterSubject.Bench, "工位仪器", "Instrument of a bench", Owner = nameof(BenchId))]
public sealed class BenchPart : IRegisterPart
{
    /// <summary>Protocol of an instrument that a person reads.</summary>
    public const string ByHand = "by-hand";

    /// <summary>Protocol of an instrument that the program itself plays; only a demonstration has it.</summary>
    public const string Simulator = "simulator";

    /// <summary>The same of an off-board (DC) charger with its reference, and of a roller bench with a taxi.</summary>
    public const string SimulatedDcCharger = "simulator-dc", SimulatedRoller = "simulator-roller";

    /// <summary>The same of a pile whose pulses are counted, and of a roller bench that is verified itself.</summary>
    public const string SimulatedPulses = "simulator-pulses", SimulatedRollerCheck = "simulator-roller-check";

    /// <summary>Every protocol by which the program plays a bench.</summary>
    public static readonly IReadOnlyList<string> Played = [Simulator, SimulatedDcCharger, SimulatedRoller, SimulatedPulses, SimulatedRollerCheck];

    /// <summary>Characters of a link address, as a transcript keeps it.</summary>
    public const int LongestLink = 160;

    public const int LongestAddress = 64;

    public int BenchId { get; set; }
    [Parameter("作用", "Role")]
    public BenchRole Role { get; set; }

    /// <summary>One of <see cref="IBenchReach.Protocols"/>.</summary>
    [Parameter("协议", "Protocol")]
    public required string Protocol { get; set; }

    /// <summary>Link address, for example "tty:/dev/serial/by-id/…?baud=2400&amp;format=8E1"; empty by hand.</summary>
    [Parameter("链路", "Link")]
    public string Link { get; set; } = "";

    /// <summary>How the protocol names the instrument on its link; empty where it does not.</summary>
    [Parameter("地址", "Address")]
    public string Address { get; set; } = "";

    /// <summary>The instrument tells no number of its own; whoever registered the bench compared the one on its plate.</summary>
    [Parameter("按铭牌核对", "Known by its plate")]
    public bool IsKnownByPlate { get; set; }

    /// <summary>Null for the unit under test, which changes, and for the reference, which the bench itself names.</summary>
    [Parameter("设备（序号）", "Equipment, its number")]
    public int? EquipmentId { get; set; }

    public EquipmentItem? Equipment { get; set; }

    public bool IsByHand => Protocol == ByHand;

    /// <summary>The program itself plays it.</summary>
    public bool IsPlayed => Played.Contains(Protocol);

    string IRegisterPart.Owner => BenchId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal sealed class Mapping : IEntityTypeConfiguration<BenchPart>
    {
        public void Configure(EntityTypeBuilder<BenchPart> part)
        {
            part.HasKey(row => new { row.BenchId, row.Role });
            part.Property(row => row.Protocol).HasMaxLength(40);
            part.Property(row => row.Link).HasMaxLength(LongestLink);
            part.Property(row => row.Address).HasMaxLength(LongestAddress);
            part.HasOne(row => row.Equipment).WithMany().HasForeignKey(row => row.EquipmentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
