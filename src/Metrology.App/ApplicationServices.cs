using Metrology.App.Certificates;
using Metrology.App.Certificates.Bulk;
using Metrology.App.Chains;
using Metrology.App.Chains.Impact;
using Metrology.App.CountedThings;
using Metrology.App.Customers;
using Metrology.App.Demonstration;
using Metrology.App.Equipment;
using Metrology.App.Equipment.Foreign;
using Metrology.App.Faults;
using Metrology.App.Forecasts;
using Metrology.App.Jobs;
using Metrology.App.Keeping;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Notifications;
using Metrology.App.Operation;
using Metrology.App.Papers;
using Metrology.App.Parameters;
using Metrology.App.Payloads;
using Metrology.App.Procedures;
using Metrology.App.Projects;
using Metrology.App.Reports;
using Metrology.App.Retention;
using Metrology.App.Software;
using Metrology.App.Standards;
using Metrology.App.Standards.Capabilities;
using Metrology.App.Standards.Importing;
using Metrology.App.Standards.Life;
using Metrology.App.Standards.Tracing;
using Metrology.App.Stations;
using Metrology.App.Targets;
using Metrology.App.Templates;
using Metrology.App.Verifications;
using Metrology.App.Warnings;
using Metrology.Procedures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Metrology.App;

/// <summary>
/// Every use case and query. The host adds a Store, a TimeProvider, an ICertificateRenderer, an ICertificateSigner, an ITimeStampAuthority, an ISealService, an IReceivedPdf, an IWorkbookReader, an IWorkbookWriter, an IKeySeal, a
/// CheckPage and, with a scheduler edge, an INextRun.
/// </summary>
public static class ApplicationServices
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddSingleton(new ProcedureLibrary([.. ProcedureCatalog.All.Select(shipped => shipped.Procedure)]));
        services.AddSingleton<RunSignals>();

        services.AddSingleton<LaboratoryQueries>().AddSingleton<SetUpLaboratory>().AddSingleton<AdministerAccounts>().AddSingleton<EditInstitution>().AddSingleton<KeepSignInFacts>();
        services.TryAddSingleton<IEndedSessions, EndedInMemory>();
        services.AddSingleton<SignInSessions>().AddSingleton<SecondFactor>().AddSingleton<KeepPasskeys>().AddSingleton<LinkProvider>().AddSingleton<RequireSecondFactor>().AddSingleton<ITellAccount, TellAccount>().AddSingleton<ChangePassword>();
        services.AddSingleton<EquipmentQueries>().AddSingleton<Exchange.ImportEquipment>().AddSingleton<SaveEquipment>().AddSingleton<AddTraceabilityCertificate>();
        services.AddSingleton<ReadForeignCertificate>().AddSingleton<ImportForeignCertificate>();
        services.AddSingleton<StandardQueries>().AddSingleton<SaveStandard>().AddSingleton<AddStandardCertificate>().AddSingleton<CorrectCertificate>().AddSingleton<RecordAct>().AddSingleton<SetTraceSource>().AddSingleton<SaveUpperReference>().AddSingleton<StandardImportQueries>().AddSingleton<ImportStandards>();
        services.AddSingleton<CapabilityQueries>().AddSingleton<AddCapability>();
        services.AddSingleton<ProcedureQueries>().AddSingleton<ImportProcedure>().AddSingleton<PublishProcedure>();
        services.AddSingleton<TemplateExample>().AddSingleton<TemplateQueries>().AddSingleton<DraftTemplate>().AddSingleton<PublishTemplate>();
        services.AddSingleton<UnitQueries>().AddSingleton<SaveUnit>().AddSingleton<SaveCustomer>();
        services.AddSingleton<KeepMessages>().AddSingleton<KeepRefusedRequests>().AddSingleton<OperationQueries>().AddSingleton<WatchQueries>();
        services.TryAddSingleton(new TariffShelf(() => []));
        services.AddSingleton<VerificationQueries>().AddSingleton<ReviewQueries>().AddSingleton<OpenVerification>().AddSingleton<RecordEvent>().AddSingleton<MoveVerification>().AddSingleton<RecordExport>().AddSingleton<OriginalRecord>();
        services.AddSingleton<WorkQueue>().AddSingleton<BenchBoard>().AddSingleton<AbortVerification>();
        services.AddSingleton<BenchQueries>().AddSingleton<SaveBench>().AddSingleton<CloseBench>().AddSingleton<MeterCommand>();
        services.AddSingleton<CertificateProofs>().AddSingleton<IRecordProofs>(provider => provider.GetRequiredService<CertificateProofs>()).AddSingleton<IIssuedPapers, IssuedPapers>();
        services.AddSingleton<CertificateQueries>().AddSingleton<IPaperFindings, CertificateFindings>().AddSingleton<CertificateWriter>().AddSingleton<PaperFinish>().AddSingleton<IssueTransaction>().AddSingleton<IssueCertificate>().AddSingleton<WithdrawCertificate>();
        services.AddSingleton<BulkSignal>().AddSingleton<StartBulkIssue>().AddSingleton<RunBulkIssue>().AddSingleton<BulkIssueQueries>();
        services.AddSingleton<TargetQueries>().AddSingleton<ChooseReading>().AddSingleton<EnterTarget>().AddSingleton<ImportTargets>().AddSingleton<TakeTargetSnapshots>();
        services.AddSingleton<CountedThingQueries>().AddSingleton<SaveCountedThing>().AddSingleton<ImportCountedThings>();
        services.AddSingleton<SetBaseline>().AddSingleton<SetPlanStart>().AddSingleton<ChooseMeaning>().AddSingleton<DivideTarget>();
        services.AddSingleton<ProjectQueries>().AddSingleton<SaveProject>().AddSingleton<SaveStage>().AddSingleton<StopProject>().AddSingleton<SaveDocuments>().AddSingleton<SaveHolidays>();
        services.AddSingleton<Sharing.SharingQueries>().AddSingleton<Sharing.ShareStandards>();
        services.AddSingleton<KeepingQueries>().AddSingleton<Lists.DueQueries>().AddSingleton<RecordKeeping>().AddSingleton<CheckKeepingDue>();
        services.AddSingleton<ChainQueries>().AddSingleton<ImpactQueries>().AddSingleton<OpenImpactCase>().AddSingleton<WorkImpactCase>().AddSingleton<MailOwners>();
        services.AddSingleton<LatestBudget>().AddSingleton<StandardPapers>();
        services.AddSingleton<ForecastQueries>().AddSingleton<RefreshForecasts>();
        services.AddSingleton<Faults.IFaultClosing, LedgerFaultClosing>();
        services.AddSingleton<AuditLedger>().AddSingleton<TakeCheckpoint>().AddSingleton<CheckLedger>().AddSingleton<MissingRows>().AddSingleton<TakeBackup>().AddSingleton<ProveRow>();
        services.AddSingleton<JobQueries>().AddSingleton<RunJob>();
        services.AddSingleton<RegisterReads>().AddSingleton<ParameterQueries>().AddSingleton<RecordSettings>();
        services.AddSingleton<RecordFault>().AddSingleton<CloseFault>().AddSingleton<FaultQueries>().AddSingleton<ClockWatch>().AddSingleton<DiskForecast>();
        services.AddSingleton<LegalGate>().AddSingleton<CheckSoftware>().AddSingleton<SettleNumbers>();
        services.TryAddSingleton<IMessageChannels, NoChannels>();
        services.AddSingleton<DeliverySignal>().AddSingleton<RaiseNotice>().AddSingleton<DeliverMessages>().AddSingleton<AdministerDeliveries>().AddSingleton<NoticeQueries>().AddSingleton<ReadNotices>();
        services.AddSingleton<WarningItems>().AddSingleton<SayWarnings>();
        services.AddSingleton<MakeReport>().AddSingleton<MakePeriodicReports>().AddSingleton<ReportQueries>();
        services.AddSingleton<RetentionQueries>().AddSingleton<SetPeriod>().AddSingleton<PlaceHold>().AddSingleton<DisposeRecords>();
        services.AddSingleton<PayloadQueries>().AddSingleton<SavePayloadBinding>();
        services.AddSingleton<StationQueries>().AddSingleton<EnrolStations>().AddSingleton<AdmitStation>().AddSingleton<StationRefusals>().AddSingleton<WatchStations>();
        services.AddSingleton<SeedDemonstration>();
        return services;
    }
}
