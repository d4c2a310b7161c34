import ArgumentParser
import DaemonAppCLI

DaemonAppCommand.main()
