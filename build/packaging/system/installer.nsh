; Windows knows a file by what follows its last dot alone. A model is a .yaml file to it, and those belong to the
; person's own editor: Fenceline is offered under "Open with" and takes nothing over.

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Fenceline.Model" "" "Threat model"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Fenceline.Model\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Fenceline.Model\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\.yaml\OpenWithProgids" "Fenceline.Model" ""
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.yaml\OpenWithProgids" "Fenceline.Model"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Fenceline.Model"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend
