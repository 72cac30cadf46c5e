const requiredMajor = 26
const major = Number(process.versions.node.split('.')[0])

if (major < requiredMajor) {
  process.stderr.write(
    `Keepword needs Node ${requiredMajor} or later, this is Node ${process.versions.node}. ` +
      'Start it through npm ("npm start"), which uses the Node that was installed with it.\n',
  )
  process.exit(1)
}
