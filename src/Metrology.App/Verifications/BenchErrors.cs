using Metrology.Core.Words;

namespace Metrology.App.Verifications;

public static class BenchErrors
{
    public static readonly Refusal NotFound = Refusal.Of("bench.not-found", "没有这个检定台。请从检定台登记册重新打开。", "There is no such bench. Open it again from the register of benches.");

    public static readonly Refusal CodeTaken = new(
        "bench.code-taken", new("这个检定台编号已被使用。请换一个编号。", "This code of a bench is taken. Choose another."), nameof(SaveBench.Request.Code));

    public static readonly Refusal CodeForm = new(
        "bench.code-form",
        new("检定台编号为 1 至 64 个小写字母、数字或连字符，例如 ev-ac-1。", "The code of a bench has 1 to 64 small letters, digits or hyphens, for example ev-ac-1."),
        nameof(SaveBench.Request.Code));

    public static readonly Refusal CodeFixed = new(
        "bench.code-fixed", new("检定台编号已写入记录，不能修改。请关闭它，另登记一个检定台。", "Records name the bench by its code, so it stays. Close it and register another bench."), nameof(SaveBench.Request.Code));

    public static readonly Refusal InUse = Refusal.Of(
        "bench.in-use", "检定台正在做一项检定。请先结束或终止那一项，再修改、试连或关闭检定台。", "A run has the bench now. End or abort it before the bench is changed, tried or closed.");

    public static readonly Refusal NoReasonForCommand = new(
        "bench.no-reason-for-command", new("这个命令会改变线路上的仪器，并永久留在检定台的历史中。请写明原因（最多 400 字）。", "This command changes instruments on the line and stays in the history of the bench. Say why it is sent (at most 400 characters)."), "Because");

    public static readonly Refusal Closed = new(
        "bench.closed", new("检定台已关闭，不能在上面开单。请换一个检定台，或重新启用它。", "The bench is closed; nothing is opened on it. Choose another, or open it again."), nameof(OpenVerification.Request.BenchId));

    public static readonly Refusal NotClosed = Refusal.Of("bench.not-closed", "检定台没有关闭。", "The bench is not closed.");

    public static Refusal NoReference { get; } = new(
        "bench.no-reference", new("请选择标准器：设备登记册中的一台，例如标准电能表。", "Choose the reference instrument: one of the register of equipment, such as a reference meter."), "Reference.EquipmentId");

    public static Refusal Fixed(string field) => new(
        "bench.fixed",
        new("这个检定台上已经开过单，标准器和“模拟”标记不能再改。请关闭它，另登记一个检定台。", "Records were opened on this bench, so its reference and its mark as simulated stay. Close it and register another bench."),
        field);

    public static Refusal UnknownProcedure(string designation) => new(
        "bench.unknown-procedure", new($"没有规程“{designation}”。请从列表中选择。", $"There is no procedure “{designation}”. Choose of the list."), nameof(SaveBench.Request.Procedures));

    public static Refusal UnknownEquipment(BenchRole role) => new(
        "bench.unknown-equipment", new("设备登记册中没有这台设备。请从列表中选择，或先登记它。", "The register has no such equipment. Choose of the list, or register it first."), $"{role}.EquipmentId");

    public static Refusal SimulatedEquipment(BenchRole role) => new(
        "bench.simulated-equipment", new("这是模拟设备，只能装在标为“模拟”的检定台上。请选择真实的设备，或把检定台标为模拟。", "This instrument is simulated and belongs on a bench marked as simulated. Choose a real one, or mark the bench."), $"{role}.EquipmentId");

    public static Refusal UnitIsNotEquipment(BenchRole role) => new(
        "bench.unit-is-not-equipment", new("被检器具每次不同，不能指定为登记的设备。请留空。", "The unit under test changes with every run; it is no equipment of the register. Leave this empty."), $"{role}.EquipmentId");

    public static Refusal MissingWay(BenchRole role) => new(
        "bench.missing-way",
        new(
            "由程序采集的检定台，标准器、被检器具和负载都须有链路。请补充，或把三者都改为人工读数。",
            "A bench that the program reads needs the links of reference, unit and load. Add this one, or have all three read by a person."),
        $"{role}.Protocol");

    public static Refusal NoStation(BenchRole role, string station) => new(
        "bench.no-station", new($"没有登记名为“{station}”的站点。请在“站点”页面登记它，或从列表中选择链路。", $"No station “{station}” is enrolled. Enrol it on the page Stations, or choose a link of the list."), $"{role}.Link");

    public static Refusal StationRevoked(BenchRole role, string station) => new(
        "bench.station-revoked", new($"站点“{station}”已被吊销。请重新登记它，或换一条链路。", $"Station “{station}” was revoked. Enrol it again, or take another link."), $"{role}.Link");

    public static Refusal SameWay(BenchRole role) => new(
        "bench.same-way", new("与本台另一台仪器的链路和地址相同。两台仪器须能分别到达。", "The same link and address as another instrument of this bench. Each must be reached by itself."), $"{role}.Link");

    public static Refusal OtherProcedure(string designation) => new(
        "bench.other-procedure",
        new($"检定台没有登记用于 {designation}。请换一个检定台，或在检定台登记册中加上这个规程。", $"The bench is not registered for {designation}. Choose another, or add the procedure to the bench."),
        nameof(OpenVerification.Request.BenchId));

    public static Refusal NotDriven(string designation) => new(
        "bench.not-driven",
        new($"{designation} 的读数须由程序采集，而这个检定台由人工读数。请换一个接有仪器的检定台。", $"The readings of {designation} are taken by the program, and this bench is read by persons. Choose a bench whose instruments are linked."),
        nameof(OpenVerification.Request.BenchId));
}
