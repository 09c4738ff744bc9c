using Metrology.Fault.Tests;

// The tests, or with --long [--minutes N] [--seed N] many more of each fault and a server under load for so long. With --soak [--minutes N] [--seed N] ordinary work in search of false alarms instead. What remains goes to the runner.
return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(LaneArguments.Take(args), SelfRegisteredExtensions.AddSelfRegisteredExtensions);
