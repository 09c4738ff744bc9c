using Metrology.App.Certificates;
using Metrology.App.Certificates.Bulk;
using Metrology.App.Chains.Impact;
using Metrology.App.CountedThings;
using Metrology.App.Customers;
using Metrology.App.Equipment;
using Metrology.App.Exchange;
using Metrology.App.Faults;
using Metrology.App.Jobs;
using Metrology.App.Forecasts;
using Metrology.App.Keeping;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Lists;
using Metrology.App.Notifications;
using Metrology.App.Operation;
using Metrology.App.Parameters;
using Metrology.App.Payloads;
using Metrology.App.Procedures;
using Metrology.App.Software;
using Metrology.App.Projects;
using Metrology.App.Reports;
using Metrology.App.Retention;
using Metrology.App.Sharing;
using Metrology.App.Standards;
using Metrology.App.Standards.Capabilities;
using Metrology.App.Standards.Importing;
using Metrology.App.Standards.Life;
using Metrology.App.Standards.Tracing;
using Metrology.App.Stations;
using Metrology.App.Targets;
using Metrology.App.Templates;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Storage;

/// <summary>The one model of the product; both providers map it. Slices use it directly.</summary>
public sealed class MetrologyDb(DbContextOptions<MetrologyDb> options) : DbContext(options)
{
    public DbSet<Institution> Institutions => Set<Institution>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<AccountEvent> AccountEvents => Set<AccountEvent>();
    public DbSet<Passkey> Passkeys => Set<Passkey>();
    public DbSet<AccessRule> AccessRules => Set<AccessRule>();
    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();
    public DbSet<EquipmentItem> Equipment => Set<EquipmentItem>();
    public DbSet<TraceabilityCertificate> TraceabilityCertificates => Set<TraceabilityCertificate>();
    public DbSet<TraceabilityFile> TraceabilityFiles => Set<TraceabilityFile>();
    public DbSet<MeasurementStandard> Standards => Set<MeasurementStandard>();
    public DbSet<StandardCertificate> StandardCertificates => Set<StandardCertificate>();
    public DbSet<StandardEquipment> StandardEquipment => Set<StandardEquipment>();
    public DbSet<CapabilityRow> Capabilities => Set<CapabilityRow>();
    public DbSet<StandardEvent> StandardEvents => Set<StandardEvent>();
    public DbSet<TraceSource> TraceSources => Set<TraceSource>();
    public DbSet<UpperReference> UpperReferences => Set<UpperReference>();
    public DbSet<KeepingRun> KeepingRuns => Set<KeepingRun>();
    public DbSet<ImpactCase> ImpactCases => Set<ImpactCase>();
    public DbSet<ImpactLine> ImpactLines => Set<ImpactLine>();
    public DbSet<EquipmentImport> EquipmentImports => Set<EquipmentImport>();
    public DbSet<StandardImport> StandardImports => Set<StandardImport>();
    public DbSet<ProcedureRow> Procedures => Set<ProcedureRow>();
    public DbSet<TemplateRow> Templates => Set<TemplateRow>();
    public DbSet<TemplatePicture> TemplatePictures => Set<TemplatePicture>();
    public DbSet<CountedThingRow> CountedThings => Set<CountedThingRow>();
    public DbSet<ThingImport> ThingImports => Set<ThingImport>();
    public DbSet<TargetRow> Targets => Set<TargetRow>();
    public DbSet<TargetSnapshot> TargetSnapshots => Set<TargetSnapshot>();
    public DbSet<TargetPart> TargetParts => Set<TargetPart>();
    public DbSet<ForecastSnapshot> ForecastSnapshots => Set<ForecastSnapshot>();
    public DbSet<BuildingProject> Projects => Set<BuildingProject>();
    public DbSet<ProjectStage> ProjectStages => Set<ProjectStage>();
    public DbSet<ProjectDocument> ProjectDocuments => Set<ProjectDocument>();
    public DbSet<ProjectChange> ProjectChanges => Set<ProjectChange>();
    public DbSet<HolidayCalendar> HolidayCalendars => Set<HolidayCalendar>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<UnitUnderTest> Units => Set<UnitUnderTest>();
    public DbSet<Bench> Benches => Set<Bench>();
    public DbSet<Verification> Verifications => Set<Verification>();
    public DbSet<UsedEquipment> UsedEquipment => Set<UsedEquipment>();
    public DbSet<RunEventRow> RunEvents => Set<RunEventRow>();
    public DbSet<ObservationRow> Observations => Set<ObservationRow>();
    public DbSet<Transition> Transitions => Set<Transition>();
    public DbSet<TranscriptRow> Transcripts => Set<TranscriptRow>();
    public DbSet<TranscriptSourceRow> TranscriptSources => Set<TranscriptSourceRow>();
    public DbSet<InstrumentMessage> InstrumentMessages => Set<InstrumentMessage>();
    public DbSet<RefusedMessage> RefusedMessages => Set<RefusedMessage>();
    public DbSet<RefusedRequest> RefusedRequests => Set<RefusedRequest>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<CertificateWithdrawal> CertificateWithdrawals => Set<CertificateWithdrawal>();
    public DbSet<BulkIssue> BulkIssues => Set<BulkIssue>();
    public DbSet<BulkOrder> BulkOrders => Set<BulkOrder>();
    public DbSet<BulkOrderEnd> BulkOrderEnds => Set<BulkOrderEnd>();
    public DbSet<BulkIssueLine> BulkIssueLines => Set<BulkIssueLine>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<NoticeChoice> NoticeChoices => Set<NoticeChoice>();
    public DbSet<WarningMark> WarningMarks => Set<WarningMark>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<SupervisionReport> SupervisionReports => Set<SupervisionReport>();
    public DbSet<ReportFile> ReportFiles => Set<ReportFile>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<ParameterChange> ParameterChanges => Set<ParameterChange>();
    public DbSet<ServerSetting> ServerSettings => Set<ServerSetting>();
    public DbSet<FaultRecord> FaultRecords => Set<FaultRecord>();
    public DbSet<Restoration> Restorations => Set<Restoration>();
    public DbSet<RetentionPeriod> RetentionPeriods => Set<RetentionPeriod>();
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();
    public DbSet<LegalHoldRelease> LegalHoldReleases => Set<LegalHoldRelease>();
    public DbSet<Disposal> Disposals => Set<Disposal>();
    public DbSet<PayloadBinding> PayloadBindings => Set<PayloadBinding>();
    public DbSet<EnrolledStation> Stations => Set<EnrolledStation>();
    public DbSet<StationCode> StationCodes => Set<StationCode>();
    public DbSet<StationEvent> StationEvents => Set<StationEvent>();
    public DbSet<DisposedMessages> DisposedMessages => Set<DisposedMessages>();
    public DbSet<NumberRange> NumberRanges => Set<NumberRange>();
    public DbSet<PublishedStandard> PublishedStandards => Set<PublishedStandard>();
    public DbSet<ReceivedCatalogue> ReceivedCatalogues => Set<ReceivedCatalogue>();
    public DbSet<Recognition> Recognitions => Set<Recognition>();
    public DbSet<SearchText> SearchTexts => Set<SearchText>();
    public DbSet<StandingSpan> StandingSpans => Set<StandingSpan>();
    public DbSet<StandingStep> StandingSteps => Set<StandingStep>();
    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    public DbSet<LedgerHead> LedgerHeads => Set<LedgerHead>();
    public DbSet<LedgerPlace> LedgerPlaces => Set<LedgerPlace>();
    public DbSet<UnusableRow> UnusableRows => Set<UnusableRow>();
    public DbSet<LedgerCheckpoint> LedgerCheckpoints => Set<LedgerCheckpoint>();

    /// <summary>Refuses legal rows while it is closed; a store sets it.</summary>
    public LegalGate? Gate { get; init; }

    /// <summary>What is kept of the ledger beside the key; a store sets it. Null where nothing is.</summary>
    public ILedgerMemory? Memory { get; init; }

    /// <summary>Where the ledger ended before this transaction, and with it; null while it wrote nothing.</summary>
    internal LedgerEnd? EndBefore { get; private set; }

    internal LedgerEnd? EndNow { get; private set; }

    /// <summary>Which entry of this transaction speaks last of each row that is remembered (<see cref="LegalRow.IsRemembered"/>).</summary>
    internal Dictionary<string, long> Latest { get; } = [];

    /// <summary>Finds texts; null where the database compares them.</summary>
    public ITextIndex? Texts { get; init; }

    /// <summary>What chains ask of records, from an index alone.</summary>
    internal IQueryable<RecordKey> RecordKeys => Database.SqlQueryRaw<RecordKey>(RecordKey.Sql(Database.ProviderName!));

    /// <summary>Who changes rows in this transaction; null where nobody is asked.</summary>
    internal Author? Author { get; set; }

    /// <summary>Why these rows of registers cannot be relied on, or null: the ledger says something else of one.</summary>
    /// <param name="whole">Rows that belong together and are all among these (<see cref="RegisterParts"/>).</param>
    internal Task<Refusal?> UnusableAsync(IEnumerable<object> rows, CancellationToken cancellation, params IEnumerable<string> whole) => RowCheck.RegistersAsync(this, rows, cancellation, whole);

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(MetrologyDb).Assembly);
        AppendOnly.Declare(model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => StorageConventions.Apply(conventions);

    /// <summary>Saves what changed and, with it, the entry of the ledger that says so.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        // Whoever lists the entries would have every row compared again; from here on it is done once before each command is sent.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            AppendOnly.Guard(ChangeTracker);
            var listed = ListWriting.TouchedIn(ChangeTracker);
            var saved = await SaveWithLedgerAsync(acceptAllChangesOnSuccess, cancellationToken);
            return listed.Count > 0 && await ListWriting.UpdateAsync(this, listed, cancellationToken) ? saved + await SaveAsync(acceptAllChangesOnSuccess, cancellationToken) : saved;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private async Task<int> SaveWithLedgerAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        var touched = LedgerWriting.TouchedIn(ChangeTracker);
        if (touched.Count == 0)
            return await SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (Gate?.Closed is { } closed && touched.Any(one => !one.IsWrittenAlways))
            throw new RefusedSaveException(closed);
        await LedgerWriting.CheckAsync(this, touched, cancellationToken);
        var parameters = ParameterWriting.PendingIn(ChangeTracker, Author);
        var head = await LedgerWriting.HeadAsync(this, touched, cancellationToken);
        EndBefore ??= LedgerEnd.Of(head);
        var saved = await SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
        // Keys that the database draws are known only after the rows are saved.
        if (parameters.Count > 0)
        {
            AddRange(ParameterWriting.RowsOf(parameters, Author!));
            touched = [.. touched, .. LedgerWriting.TouchedIn(ChangeTracker)];
            saved += await SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        foreach (var row in await LedgerWriting.AppendAsync(this, head, touched, cancellationToken))
            Latest[row] = head.Size - 1;
        EndNow = LedgerEnd.Of(head);
        return saved + await SaveAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <exception cref="NotSupportedException">Always: this way past the ledger does not exist.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Save asynchronously.");

    private Task<int> SaveAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State == EntityState.Modified)
                entry.Entity.Version++;
        }

        ChangeTracker.DetectChanges();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }
}

/// <summary>A row that people change; the number is the concurrency token.</summary>
public interface IVersioned
{
    int Version { get; set; }
}
