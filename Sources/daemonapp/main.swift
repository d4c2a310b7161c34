import DaemonAppCLI

DaemonAppProgram.main()
